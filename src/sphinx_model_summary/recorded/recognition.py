"""What is recognised in a recorded text: it looks otherwise, and every number is the same."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from ..problems import Text, mark
from .values import Layout


class Seen(Enum):
    """Each kind of it, with the sentence that tells of it by its first example."""

    RULED = mark("it was printed by Keras 1, or by Keras 2 in its older layout")
    SPACED = mark("it was printed by Keras 2")
    CUT = mark("some cells are cut in the text and compared as far as they go")
    TYPE = mark("{recorded} is called {given} today")
    NAME = mark("older versions give the automatic name {recorded} for {given}")
    OPERATION = mark("Keras 2 shows functions on tensors under other names: {recorded} for {given}")
    BATCH = mark("the batch is fixed in the text: {recorded} for {given}")
    MULTIPLE = mark("the text leaves shapes out: {recorded} for {given}")
    DECLARED = mark("the text leaves open the sizes that a nested model does not fix itself: {recorded} for {given}")
    INPUT = mark("the text has a row for the input, which holds no parameters: {recorded}")
    NO_INPUT = mark("the text has no row for the input, which holds no parameters: {given}")
    NO_MASKS = mark("Keras 2 has no rows for what Keras 3 puts in by itself, such as masks: {given}")
    ORDER = mark("Keras 2 puts rows that stand side by side in another order")
    OPENED = mark("nested models are opened in the text: {recorded}")
    NOT_OPENED = mark("nested models are not opened in the text: {given}")
    OPEN = mark("it was printed before the model had an input, so shapes and counts are open in it: {recorded}")
    ANOTHER = mark("another summary follows in line {recorded} of the text; it is not compared")


class Recognised(NamedTuple):
    """One thing that is recognised: as the text has it, and as the listing gives it."""

    seen: Seen
    recorded: str = ""
    given: str = ""

    def told(self) -> Text:
        """The sentence on it."""
        return Text(self.seen.value, (("recorded", self.recorded), ("given", self.given)))


LAYOUTS = {Layout.RULED: Seen.RULED, Layout.SPACED: Seen.SPACED}
