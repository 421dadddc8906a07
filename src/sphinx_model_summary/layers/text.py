"""Lookup of words and numbers in a vocabulary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from ..problems import Code, Refused, Text, mark, say
from ..shape import Output, Shape
from ..size import Size
from .arguments import argument, choice, count, flag, inert
from .base import Layer
from .encoding import Encoding, output_mode, refuse_sparse, salt
from .objects import PLAIN
from .signature import invalid

MODES = ("int", "one_hot", "multi_hot", "count", "tf_idf")
VOCABULARY = mark("the words or numbers that are known; without it, adapt() collects them from the data")
MAX_TOKENS = mark("how large the vocabulary can become, with the entry for unknown words")
OOV = mark("how many entries stand for whatever is not in the vocabulary")


def vocabulary(cls: type[Layer], key: str, value: Any) -> tuple[Any, ...] | None:
    """The entries in their order; an ellipsis in their place where the listing does not have them."""
    if value is None:
        return None
    if isinstance(value, (tuple, list)):
        entries = tuple(value)
        if not entries or len(set(map(repr, entries))) < len(entries):
            raise invalid(cls, key, value, say("a list of different entries"))
        return entries
    if isinstance(value, PLAIN) and not isinstance(value, str):
        raise invalid(cls, key, value, say("a list of entries"))
    return (...,)


def as_given(cls: type[Layer], key: str, value: Any) -> Any:
    """The value as the listing has it."""
    return value


def optional() -> Any:
    """Something that is given or not; what it is does not matter to the shape."""
    return argument(as_given, None, inert=True)


def int64(cls: type[Layer], key: str, value: Any) -> Any:
    """The one type that Keras supports."""
    if value != "int64":
        raise invalid(cls, key, value, say("'int64'"))
    return value


def word_or_function(*words: str) -> Any:
    """One of several words, or a function; False stands for None that is written out."""

    def check(cls: type[Layer], key: str, value: Any) -> Any:
        if isinstance(value, PLAIN) and value not in words:
            raise invalid(cls, key, value, say("one of {choices}, None, or a function",
                                               choices=", ".join(map(repr, words))))  # fmt: skip
        return value is not None

    return argument(check, None, inert=True)


def ngrams(cls: type[Layer], key: str, value: Any) -> Any:
    """How many neighbouring words are taken together."""
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, tuple) and all(isinstance(one, int) for one in value):
        return value
    raise invalid(cls, key, value, say("a whole number or a tuple of them"))


class Lookup(Encoding, family=True):
    """What lookups share: a vocabulary, with special entries for padding and for unknown words."""

    max_tokens: Size | None
    vocabulary: tuple[Any, ...] | None
    idf_weights: Any
    pad_to_max_tokens: bool
    sparse: bool

    def adapted(self) -> Layer:
        # A vocabulary that was left open is from now on one that is not known.
        learned: dict[str, Any] = {"vocabulary": (...,)}
        return self if self.vocabulary is not None else replace(self, **learned)

    def answers(self, question: str) -> Callable[..., Any] | None:
        """The method of this name that a listing may ask for; None for others."""
        if question == "vocabulary_size":
            return lambda: len(self.entries())
        return self.entries if question == "get_vocabulary" else None

    def entries(self, include_special_tokens: bool = True) -> list[Any]:
        """The vocabulary as a list, special entries included.

        :raises Refused: where the listing does not have it.
        """
        if self.size() is None or self.vocabulary is None:
            raise Refused(
                Code.UNKNOWN_VALUE,
                say("the vocabulary of {layer} is only known when the program runs", layer=type(self).__name__),
                say("write the vocabulary out, or supply its size with :define:"),
            )
        special = self.special()
        given = self.vocabulary[len(special) :] if self.vocabulary[: len(special)] == special else self.vocabulary
        return [*special, *given] if include_special_tokens else list(given)

    def special(self) -> tuple[Any, ...]:
        """The entries before those of the vocabulary."""
        raise NotImplementedError

    def reserved(self) -> tuple[Any, ...]:
        """The entries that must not occur among those of the vocabulary."""
        raise NotImplementedError

    def check(self) -> None:
        weighed = self.output_mode == "tf_idf"
        wrong = {
            say("with pad_to_max_tokens=True it needs 'max_tokens'"): self.pad_to_max_tokens and not self.max_tokens,
            say("it takes 'idf_weights' only with output_mode='tf_idf'"): self.idf_weights is not None and not weighed,
            say("with output_mode='tf_idf' and a vocabulary it needs 'idf_weights'"):
                weighed and self.vocabulary is not None and self.idf_weights is None,
        }  # fmt: skip
        for reason in (reason for reason, holds in wrong.items() if holds):
            raise Refused(
                Code.INVALID_ARGUMENT,
                say("{layer}: {reason}", layer=type(self).__name__, reason=reason),
            )
        refuse_sparse(self, self.sparse)
        size = self.size()
        if size is not None and self.max_tokens is not None and size > self.max_tokens:
            raise Refused(
                Code.INVALID_ARGUMENT,
                say("the vocabulary of {layer} has {size} entries, special ones included, more than max_tokens={most}",
                    layer=type(self).__name__, size=size, most=self.max_tokens),
            )  # fmt: skip

    def size(self) -> Size | None:
        """How many entries the vocabulary has, special ones included."""
        if self.vocabulary is None or self.vocabulary == (...,):
            return None
        special = self.special()
        given = self.vocabulary[len(special) :] if self.vocabulary[: len(special)] == special else self.vocabulary
        if any(one in given for one in self.reserved()):
            raise Refused(
                Code.INVALID_ARGUMENT,
                say("the vocabulary of {layer} has a special entry in the wrong place", layer=type(self).__name__),
                say("leave out the entries for padding and for unknown words: they are added"),
            )
        return Size(len(given), "vocabulary") + Size(len(special), "special_entries")

    def depth(self) -> Size | None:
        if self.pad_to_max_tokens:
            return self.max_tokens
        if self.vocabulary == (...,):
            raise Refused(
                Code.UNKNOWN_VALUE,
                say("the length of the vectors depends on the vocabulary, which the listing does not have"),
                say("set max_tokens and pad_to_max_tokens=True, or write the vocabulary out"),
            )
        return self.size()


class Table(Lookup, family=True):
    """A lookup whose special entries are arguments."""

    num_oov_indices: Size
    mask_token: Any
    oov_token: Any
    invert: bool

    def special(self) -> tuple[Any, ...]:
        padding = self.mask_token is not None and self.output_mode == "int"
        return (self.mask_token,) * padding + (self.oov_token,) * int(self.num_oov_indices)

    def reserved(self) -> tuple[Any, ...]:
        return tuple(one for one in (self.mask_token, self.oov_token if self.invert else None) if one is not None)

    def check(self) -> None:
        if self.invert and self.output_mode != "int":
            raise Refused(
                Code.INVALID_ARGUMENT,
                say("{layer} with invert=True takes no output_mode but 'int'", layer=type(self).__name__),
            )
        super().check()


def token_limit() -> Any:
    """How many entries a vocabulary can have at most."""
    return count("max_tokens", None, least=2, optional=True, about=MAX_TOKENS)


@dataclass(frozen=True)
class StringLookup(Table):
    about: ClassVar[str] = mark("Turns words into whole numbers: the place of each word in a vocabulary.")

    max_tokens: Size | None = token_limit()
    num_oov_indices: Size = count("unknown_entries", 1, least=0, about=OOV)
    mask_token: Any = optional()
    oov_token: Any = argument(as_given, "[UNK]")
    vocabulary: tuple[Any, ...] | None = argument(vocabulary, None, inert=True, about=VOCABULARY)
    idf_weights: Any = optional()
    invert: bool = flag(False, about=mark("whether numbers are turned back into words"))
    output_mode: str = output_mode(*MODES, default="int", old=True)
    pad_to_max_tokens: bool = flag(False)
    sparse: bool = flag(False)
    encoding: Any = inert()
    name: Any = inert()
    salt: Any = argument(salt, None, inert=True)


@dataclass(frozen=True)
class IntegerLookup(Table):
    about: ClassVar[str] = mark("Turns whole numbers of any size into small ones: the place of each in a vocabulary.")

    max_tokens: Size | None = token_limit()
    num_oov_indices: Size = count("unknown_entries", 1, least=0, about=OOV)
    mask_token: Any = optional()
    oov_token: Any = argument(as_given, -1)
    vocabulary: tuple[Any, ...] | None = argument(vocabulary, None, inert=True, about=VOCABULARY)
    vocabulary_dtype: Any = argument(int64, "int64")
    idf_weights: Any = optional()
    invert: bool = flag(False)
    output_mode: str = output_mode(*MODES, default="int", old=True)
    sparse: bool = flag(False)
    pad_to_max_tokens: bool = flag(False)
    oov_method: Any = choice("floormod", "farmhash", default="floormod", fold=False)
    salt: Any = argument(salt, None, inert=True)
    name: Any = inert()

    def check(self) -> None:
        if self.salt and self.oov_method != "farmhash":
            raise Refused(
                Code.INVALID_ARGUMENT, say("IntegerLookup takes 'salt' only with oov_method='farmhash'")
            )
        super().check()


@dataclass(frozen=True)
class TextVectorization(Lookup):
    about: ClassVar[str] = mark("Splits texts into words and turns each word into a number: its place in a vocabulary.")

    max_tokens: Size | None = token_limit()
    standardize: Any = word_or_function("lower_and_strip_punctuation", "lower", "strip_punctuation")
    split: Any = word_or_function("whitespace", "character")
    ngrams: Any = argument(ngrams, None)
    output_mode: str = output_mode(*MODES, default="int", old=True)
    output_sequence_length: Size | None = count("sequence_length", None, least=0, optional=True, about=mark(
        "how many words of each text come out; shorter texts are padded with 0, longer ones cut"))  # fmt: skip
    pad_to_max_tokens: bool = flag(False)
    vocabulary: tuple[Any, ...] | None = argument(vocabulary, None, inert=True, about=VOCABULARY)
    idf_weights: Any = optional()
    sparse: bool = flag(False)
    ragged: bool = flag(False)
    encoding: Any = inert()
    name: Any = inert()

    def special(self) -> tuple[Any, ...]:
        return ("", "[UNK]") if self.output_mode == "int" else ("[UNK]",)

    def reserved(self) -> tuple[Any, ...]:
        return ("",)

    def check(self) -> None:
        if self.output_mode != "int" and self.output_sequence_length is not None:
            raise Refused(
                Code.INVALID_ARGUMENT,
                say("TextVectorization takes 'output_sequence_length' only with output_mode='int'"),
            )
        super().check()

    def output_shape(self, x: Shape) -> Output:
        if self.output_mode == "int":
            return Shape((x.named()[0], self.output_sequence_length))
        if self.split is not False:
            return self.encoded(Shape((*x, None)))
        return self.encoded(x if len(x) > 1 else Shape((*x, 1)))

    def remark(self) -> Text | None:
        if self.output_mode == "int" and self.output_sequence_length is not None:
            return say("{length} numbers come out for each text, whatever its length.",
                       length=self.output_sequence_length)  # fmt: skip
        if self.output_mode == "int":
            return say("As many numbers come out as the longest text of a batch has words.")
        return say("One vector comes out for each text, with a place for each word of the vocabulary.")
