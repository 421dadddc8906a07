"""What the names in a listing mean; a second framework would be a second room beside Keras's."""

from __future__ import annotations

from .legacy import notices
from .models import ModelValue
from .namespaces import KerasVocabulary
from .session import Session
from .values import LayerValue, TensorValue, behind

__all__ = ["KerasVocabulary", "LayerValue", "ModelValue", "Session", "TensorValue", "behind", "notices"]
