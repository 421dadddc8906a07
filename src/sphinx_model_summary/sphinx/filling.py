"""Places on a page that are filled once all pages are read, for what they show depends on models of any page."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, ClassVar

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from ..problems import Code, Text
from .domain import warn
from .folding import blocks

LOGGER = logging.getLogger(__name__)


class Filling(SphinxPostTransform):
    """Fills its places one by one; a defect in one of them leaves the others alone."""

    #: Before links are resolved, at 10.
    default_priority = 8
    #: The class of the places, and the attributes by which they know what belongs there; they are taken off then.
    place: ClassVar[str]
    kept: ClassVar[tuple[str, ...]]

    def run(self, **kwargs: Any) -> None:
        """Fill all of them."""
        for block in [one for one in blocks(self.document, self.place) if self.kept[0] in one]:
            try:
                self.fill(block)
            except Exception as error:
                LOGGER.debug(self.place, exc_info=True)
                warn(Code.INTERNAL, self.failed(f"{type(error).__name__}: {error}"), next(iter(block), block))
            for attribute in self.kept:
                del block[attribute]

    @abstractmethod
    def fill(self, block: nodes.container) -> None:
        """Put into a place what belongs there."""

    @abstractmethod
    def failed(self, fault: str) -> Text:
        """What to say of a defect of ours."""
