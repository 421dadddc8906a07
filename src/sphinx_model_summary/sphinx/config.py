"""What a project may settle in its conf.py, each option once: type, default, choices, help."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx.errors import ConfigError

from ..layers import Declarations, declare
from ..problems import Refused
from .columns import Column
from .downloads import DOWNLOADS
from .pictures import PICTURES

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

PREFIX = "model_summary_"
NOTES = ("by-type", "by-layer", "none")
LISTING = ("hide", "show")
FORMULAS = ("text", "math")


def option(default: Any, types: tuple[type, ...], choices: tuple[str, ...], about: str) -> Any:
    """A field for an option of conf.py; a list takes any of the choices."""
    return dataclasses.field(default=default, metadata={"types": types, "choices": choices, "about": about})


@dataclass(frozen=True)
class SummaryConfig:
    """The options; a directive's own options of the same names go before them."""

    columns: tuple[str, ...] = option(
        (), (list, tuple), tuple(Column),
        "The columns of the table, in order. Empty: those of Keras.",
    )  # fmt: skip
    notes: str = option(
        "by-type", (str,), NOTES,
        "The notes below the table: one for each layer type, one for each layer, or none.",
    )  # fmt: skip
    listing: str = option(
        "hide", (str,), LISTING,
        "Whether the listing stands above the table, as highlighted code.",
    )  # fmt: skip

    formulas: str = option(
        "text", (str,), FORMULAS,
        "Whether the notes write formulas as text, or as mathematics for MathJax, imgmath and LaTeX.",
    )  # fmt: skip

    pictures: tuple[str, ...] = option(
        (), (list, tuple), PICTURES,
        "The pictures below the table, in order: a diagram of the model, the share of the parameters by layer.",
    )  # fmt: skip

    download: tuple[str, ...] = option(
        (), (list, tuple), DOWNLOADS,
        "The files of the summary that the page offers below the table, where the builder can offer files.",
    )  # fmt: skip

    layers: Declarations = dataclasses.field(default_factory=dict, metadata={
        "types": (dict,), "choices": (),
        "about": "Layers of packages that are not read, declared by name: arguments, weights, output shape.",
    })  # fmt: skip

    @classmethod
    def of(cls, config: Config) -> SummaryConfig:
        """The options as conf.py sets them."""
        settled: dict[str, Any] = {}
        for one in dataclasses.fields(cls):
            value = getattr(config, PREFIX + one.name)
            settled[one.name] = tuple(value) if isinstance(value, list) else value
        return cls(**settled)

    def with_option(self, name: str, value: str | tuple[str, ...]) -> SummaryConfig:
        """The same options but for one."""
        changed: dict[str, Any] = {name: value}
        return dataclasses.replace(self, **changed)


def faulty(name: str, value: str | tuple[str, ...]) -> str | None:
    """The first word in an option's value that is none of its choices."""
    if not choices(name):
        return None
    words = value if isinstance(value, tuple) else (value,)
    return next((word for word in words if word not in choices(name)), None)


def choices(name: str) -> tuple[str, ...]:
    """The words that an option takes."""
    (found,) = (one.metadata["choices"] for one in dataclasses.fields(SummaryConfig) if one.name == name)
    return tuple(map(str, found))


def initial(one: dataclasses.Field[Any]) -> Any:
    """What an option is where nothing is said."""
    return one.default if one.default_factory is dataclasses.MISSING else one.default_factory()


def register(app: Sphinx) -> None:
    """Announce every option to Sphinx; a change of any of them changes pages, so all are read again."""
    for one in dataclasses.fields(SummaryConfig):
        app.add_config_value(
            PREFIX + one.name, initial(one), "env", frozenset(one.metadata["types"]), one.metadata["about"]
        )


def validate(app: Sphinx, config: Config) -> None:
    """Refuse words that no option knows."""
    settings = SummaryConfig.of(config)
    for one in dataclasses.fields(settings):
        wrong = faulty(one.name, getattr(settings, one.name))
        if wrong is not None:
            raise ConfigError(f"{PREFIX}{one.name}: {wrong!r} is none of {', '.join(choices(one.name))}")
    try:
        declare(settings.layers)
    except Refused as refused:
        hint = f" ({refused.hint})" if refused.hint else ""
        raise ConfigError(f"{PREFIX}layers: {refused.message}{hint}") from None
