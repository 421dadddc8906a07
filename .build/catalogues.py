"""Compile the catalogues of translations (.po) to what Sphinx loads (.mo), for wheels and editable installs alike."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

#: In place of the time of the build, so that the same sources give the same wheel.
_NO_DATE = datetime(1980, 1, 1, tzinfo=UTC)


class Catalogues(BuildHookInterface[Any]):
    """The hook that hatchling calls before it collects the files of a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile each catalogue beside its source."""
        for source in Path(self.root, "src").rglob("*.po"):
            with source.open("rb") as messages, source.with_suffix(".mo").open("wb") as compiled:
                catalogue = read_po(messages)
                catalogue.creation_date = catalogue.revision_date = _NO_DATE
                write_mo(compiled, catalogue)
