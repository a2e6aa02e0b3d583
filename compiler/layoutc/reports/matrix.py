"""Who asks whom: one row for each provider and querier between whom something is exposed or needed."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from layoutc.catalog.catalog import Catalog
from layoutc.checks.verdicts import Verdict
from layoutc.frozen import dataclass
from layoutc.messages import reports as words
from layoutc.reports.printable import json_text, printable_lines
from layoutc.reports.summary import verdict_counts
from layoutc.reports.table import table

_Use = tuple[str, str, str]  # area, procedure, item


@dataclass(frozen=True, slots=True)
class Pair:
    """A provider and a querier; `provider` None for needs that no area of the catalog could answer.

    `exposed` and `needed` hold (area, procedure, item), so that both compare with the verdicts. A need counts with
    every provider of its area, as it names none.
    """

    provider: str | None
    querier: str
    exposed: frozenset[_Use]
    needed: frozenset[_Use]
    verdicts: tuple[Verdict, ...]

    def counts(self) -> dict[str, int]:
        """areas, procedures, exposed_items, needed_items."""
        uses = self.exposed | self.needed
        return {
            "areas": len({area for area, _, _ in uses}),
            "procedures": len({procedure for _, procedure, _ in uses}),
            "exposed_items": len(self.exposed),
            "needed_items": len(self.needed),
        }


def pairs(catalog: Catalog, verdicts: Iterable[Verdict]) -> tuple[Pair, ...]:
    """The pairs by names of provider and querier; the catalog is one at a day, or else counts every period."""
    exposed: dict[tuple[str | None, str], set[_Use]] = defaultdict(set)
    needed: dict[tuple[str | None, str], set[_Use]] = defaultdict(set)
    given: dict[tuple[str | None, str], list[Verdict]] = defaultdict(list)
    for (area, provider, querier, procedure), paths in catalog.exposed.items():
        exposed[provider, querier].update((area, procedure, path) for path in paths)
    for need in catalog.needs:
        for each in _providers(catalog, need.area):
            needed[each, need.querier].add((need.area, need.procedure, need.item))
    for verdict in verdicts:
        for each in _providers(catalog, verdict.area):
            given[each, verdict.querier].append(verdict)
    keys = {key for found in (exposed, needed, given) for key, uses in found.items() if uses}
    return tuple(
        Pair(*key, frozenset(exposed[key]), frozenset(needed[key]), tuple(given[key]))
        for key in sorted(keys, key=lambda key: (key[0] is None, key[0] or "", key[1]))
    )


def render(catalog: Catalog, verdicts: Iterable[Verdict], language: str, width: int | None = None) -> str:
    """A table at most `width` cells wide (as far as its numbers allow) and a line in which each verdict counts once."""
    verdicts = tuple(verdicts)
    found = pairs(catalog, verdicts)
    rows: list[tuple[str | int, ...]] = [
        (
            _labelled(catalog, pair.provider) or words.no_provider().in_language(language),
            _labelled(catalog, pair.querier),
            *pair.counts().values(),
            words.verdict_counts(verdict_counts(pair.verdicts)).in_language(language),
        )
        for pair in found
    ]
    lines = table([word.in_language(language) for word in words.matrix_header()], rows, width)
    total = words.matrix_total(catalog.day, len(found), verdict_counts(verdicts)).in_language(language)
    return "\n".join((*lines, "", total, *(printable_lines(catalog.notice) if catalog.notice else ()))) + "\n"


def render_json(catalog: Catalog, verdicts: Iterable[Verdict]) -> str:
    """`as_of` (null for all days), `pairs` in the order of the table, `verdicts` in which each counts once."""
    verdicts = tuple(verdicts)
    document = {
        "as_of": _iso(catalog.day),
        "notice": catalog.notice,
        "pairs": [
            {
                "provider": None if pair.provider is None else _kind(catalog, pair.provider),
                "querier": _kind(catalog, pair.querier),
                **pair.counts(),
                "verdicts": verdict_counts(pair.verdicts),
            }
            for pair in pairs(catalog, verdicts)
        ],
        "verdicts": verdict_counts(verdicts),
    }
    return json_text(document)


def _providers(catalog: Catalog, area: str) -> tuple[str | None, ...]:
    return catalog.areas[area].providers if area in catalog.areas else (None,)


def _labelled(catalog: Catalog, name: str | None) -> str:
    return "" if name is None else f"{_label(catalog, name)} {name}".lstrip()


def _kind(catalog: Catalog, name: str) -> dict[str, str]:
    return {"name": name, "label": _label(catalog, name)}


def _label(catalog: Catalog, name: str) -> str:
    """Empty for a name that nothing declares: a finding of its own, and no reason to show no matrix."""
    return catalog.label(name) if name in catalog.kinds or name in catalog.groups else ""


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
