"""A mapping file: how to read the sheets of a workbook that layoutc did not write."""

from collections.abc import Mapping, Sequence
from typing import Any

from layoutc.frozen import dataclass
from layoutc.syntax.documents import Document, plain


@dataclass(frozen=True, slots=True)
class MappedExposure:
    """The column with this heading holds the ○ of one exposure; names or labels of the registry."""

    column: str
    to: tuple[str, ...]
    procedures: tuple[str, ...]
    providers: tuple[str, ...]
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """One sheet: `columns` is the key of a column → its heading, rows count from 1.

    `records` and `names` are labels → names; `kinds` and `types` the workbook's words → those of the language.
    """

    sheet: str
    head_row: int
    last_row: int | None
    area: Mapping[str, str | Sequence[str]]
    record: tuple[str, str] | None
    columns: Mapping[str, str]
    ignore: tuple[str, ...]
    records: Mapping[str, str]
    names: Mapping[str, str]
    kinds: Mapping[str, str]
    types: Mapping[str, str]
    exposures: tuple[MappedExposure, ...]


@dataclass(frozen=True, slots=True)
class BookMapping:
    sheets: tuple[SheetMapping, ...] = ()
    ignored: frozenset[str] = frozenset()

    def of(self, sheet: str) -> SheetMapping | None:
        return next((each for each in self.sheets if each.sheet == sheet), None)


def read_mapping(document: Document) -> BookMapping:
    """What a document of the right shape says; nothing of one that has findings."""
    if document.root is None:
        return BookMapping()
    said: dict[str, Any] = plain(document.root)
    return BookMapping(tuple(map(_sheet, said["sheets"])), frozenset(said.get("ignore_sheets", ())))


def _sheet(said: Mapping[str, Any]) -> SheetMapping:
    record = said.get("record")
    return SheetMapping(
        sheet=said["sheet"],
        head_row=said["head_row"],
        last_row=said.get("last_row"),
        area=said["area"],
        record=(record["name"], record["label"]) if record else None,
        columns=said["columns"],
        ignore=tuple(said.get("ignore", ())),
        records=said.get("records", {}),
        names=said.get("names", {}),
        kinds=said.get("kinds", {}),
        types=said.get("types", {}),
        exposures=tuple(map(_exposure, said.get("exposures", ()))),
    )


def _exposure(said: Mapping[str, Any]) -> MappedExposure:
    to, procedures, providers = (tuple(said.get(key, ())) for key in ("to", "for", "from"))
    return MappedExposure(said["column"], to, procedures, providers, said.get("since", ""), said.get("until", ""))
