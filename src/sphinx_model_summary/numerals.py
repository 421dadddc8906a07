"""How a language writes numbers: what stands between the digits, and the sign for hundredths."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Numerals:
    """The signs of a language; thousands are set apart from four digits on, so that columns look alike."""

    group: str = ","
    decimal: str = "."
    #: A number of hundredths, as `str.format` puts it in.
    percentage: str = "{}%"

    def written(self, digits: str) -> str:
        """A number that is written as in English, such as `1,234.5`."""
        return digits if self.group == "," else digits.translate(str.maketrans(",.", self.group + self.decimal))

    def number(self, value: int) -> str:
        """A whole number."""
        return self.written(f"{value:,}")

    def percent(self, part: float) -> str:
        """A part of 1 in percent, without needless digits."""
        return self.percentage.format(self.written(f"{100 * part:g}"))

    def share(self, part: int, whole: int) -> str:
        """A share in percent; one that is not all never looks like all, nor one that is something like nothing."""
        share = 100 * part / whole
        if 0 < share < 0.1:
            return f"< {self.percent(0.001)}"
        return self.percentage.format(self.written(f"{min(share, 99.9) if part < whole else share:.1f}"))


ENGLISH = Numerals()


class Count(int):
    """A number of things among the values of a sentence: its thousands are set apart, in messages too."""

    def __str__(self) -> str:
        return ENGLISH.number(self)


class Part(float):
    """A part of 1 among the values of a sentence, where it is written in percent."""

    def __str__(self) -> str:
        return ENGLISH.percent(self)
