"""Writes the tables of docs/corpus.md that count what the layouts hold: python docs/corpus.py"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from layoutc import project
from layoutc.catalog.catalog import Catalog
from layoutc.catalog.model import Area, Item, Record, Repeat

ROOT = Path(__file__).resolve().parent.parent
PAGE = "docs/corpus.md"
_BEGIN = "<!-- counted by python docs/corpus.py -->"
_END = "<!-- end of what is counted -->"
_ARTICLE = re.compile(r"第?[0-9一二三四五六七八九十]+条|別表|の項")
_SPLIT = re.compile(r"[、,]|及び|並びに|又は")


def counted() -> str:
    """The section, from the layouts of every day."""
    catalog = project.load(ROOT).catalog
    areas = sorted(catalog.areas.values(), key=_number)
    sure = Counter(line.confidence for line in catalog.legal_lines)
    systems = sum(system.count for each in catalog.institutions for system in each.systems)
    needs = catalog.needs_of
    rows = [_row(catalog, area) for area in areas]
    items = sum(int(row[4]) for row in rows)
    own, inherited = (sum(_cited(area, above=above) for area in areas) for above in (False, True))
    return "\n".join(
        (
            f"{len(areas)} business areas with {sum(int(row[3]) for row in rows):,} records, {items:,} items and"
            f" {len(catalog.codes):,} code lists; {len(catalog.procedures)} procedures of"
            f" {len({kind for each in catalog.procedures.values() for kind in each.queriers})} kinds of queriers, which need"
            f" {len(needs):,} items (each counted once for a procedure of a querier); {len(catalog.legal_lines)} lines in"
            f" {len({line.row for line in catalog.legal_lines})} rows of the legal table, of which confidence is medium for"
            f" {sure['medium']} and low for {sure['low']}; {len(catalog.institutions)} institutions with {systems} systems.",
            "",
            f"{own / items:.0%} of the items rest on an article that is cited for the item itself, {inherited / items:.0%} on"
            " one that is cited for the item, its repeat or its record. In the table, *exposed* and *needed* count an item once"
            " for each procedure of a querier; *articles* are the different citations.",
            "",
            "| area | label | provider | records | items | exposed | needed | articles | cited |",
            "| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
            *("| " + " | ".join(str(cell) for cell in row) + " |" for row in rows),
        )
    )


def _row(catalog: Catalog, area: Area) -> tuple[str | int, ...]:
    items = list(area.items())
    exposed = {
        (querier, procedure, item.path)
        for each in area.exposures
        for querier in each.queriers
        for procedure in each.procedures
        for item in each.items
    }
    needed = sum(1 for name, _, _, _ in catalog.needs_of if name == area.name)
    articles = {
        part.strip() for basis in _bases(area) if _ARTICLE.search(basis) for part in _SPLIT.split(basis) if part.strip()
    }
    return (
        f"`{area.name}`",
        area.label,
        ", ".join(area.providers),
        len(area.records),
        len(items),
        len(exposed),
        needed,
        len(articles),
        f"{_cited(area, above=True) / len(items):.0%}",
    )


def _bases(area: Area) -> Iterator[str]:
    for record in area.records:
        for part in _parts(record):
            yield part.basis or ""


def _parts(part: Record | Repeat | Item) -> Iterator[Record | Repeat | Item]:
    yield part
    for member in () if isinstance(part, Item) else part.members:
        yield from _parts(member)


def _cited(area: Area, *, above: bool) -> int:
    """The items that rest on a cited article; `above` also counts that of the repeat or the record."""
    return sum(
        any(
            _ARTICLE.search(basis or "")
            for basis in (found.item.basis, *((each.basis for each in (*found.repeats, found.record)) if above else ()))
        )
        for found in area.items()
    )


def _number(area: Area) -> tuple[int, str]:
    """The order of the official list, which the last figures of the placeholder codes follow."""
    return int(area.code[-4:]), area.name


def page() -> str:
    """The whole page with the counted section as it is now."""
    before, _, rest = (ROOT / PAGE).read_text("utf-8").partition(_BEGIN)
    _, _, after = rest.partition(_END)
    return f"{before}{_BEGIN}\n\n{counted()}\n\n{_END}{after}"


def main() -> None:
    (ROOT / PAGE).write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
