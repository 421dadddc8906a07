"""A summary as text: the plain table, Keras's own layout, the arithmetic, and documents for other programs."""

from .arithmetic import arithmetic
from .documents import csv_document, json_document
from .keras import keras_layout
from .table import table

__all__ = ["arithmetic", "csv_document", "json_document", "keras_layout", "table"]
