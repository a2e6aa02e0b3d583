"""What is exposed or needed beyond what the other side or the law asks for: 過, the excess side."""

from collections.abc import Iterator

from layoutc.catalog.catalog import Catalog
from layoutc.checks import rules
from layoutc.checks.impact import impact_of
from layoutc.findings import Finding, Related, Subject, Text
from layoutc.messages import checks as say


def unneeded(catalog: Catalog) -> Iterator[Finding]:
    """Items exposed to a querier and procedure that no need names."""
    seen: set[tuple[str, str, str, str]] = set()
    for (area_name, _, querier, procedure), lines in catalog.exposed.items():
        for path, line in lines.items():
            key = (area_name, querier, procedure, path)
            if key in seen or key in catalog.needs_of or (area_name, path) not in catalog.items:
                continue
            seen.add(key)
            found = catalog.items[area_name, path]
            yield Finding(
                rules.UNNEEDED,
                line.place,
                say.unneeded(found.item.label, path, catalog.label(querier), _label(catalog, procedure)),
                say.remove_line(),
                (Related(found.item.place, say.item_here()),),
                Subject(area_name, None, querier, procedure, path),
                impact_of(catalog, querier, procedure),
            )


def exposures_without_legal_basis(catalog: Catalog) -> Iterator[Finding]:
    """Exposures that no row of the legal table allows, one finding for each provider, querier and procedure."""
    seen: set[tuple[str, str, str, str]] = set()
    for area in catalog.areas.values():
        for exposure in area.exposures:
            for provider in exposure.providers:
                for querier in exposure.queriers:
                    for procedure in exposure.procedures:
                        key = (area.name, provider, querier, procedure)
                        if key in seen or not exposure.items or catalog.legal_basis(*key):
                            continue
                        seen.add(key)
                        yield Finding(
                            rules.EXPOSURE_NO_LEGAL_BASIS,
                            exposure.place,
                            _no_basis(catalog, *key),
                            say.look_at_rows(_rows(catalog, procedure)),
                            (),
                            Subject(area.name, provider, querier, procedure),
                            impact_of(catalog, querier, procedure),
                        )


def needs_without_legal_basis(catalog: Catalog) -> Iterator[Finding]:
    """Needs for information that no row lets the querier ask any provider for, one finding for each area and procedure."""
    seen: set[tuple[str, str, str]] = set()
    for need in catalog.needs:
        area, key = catalog.areas.get(need.area), (need.area, need.querier, need.procedure)
        if area is None or key in seen:
            continue
        seen.add(key)
        lacking = [
            provider
            for provider in area.providers
            if not catalog.legal_basis(need.area, provider, need.querier, need.procedure)
        ]
        if lacking and len(lacking) == len(area.providers):
            yield Finding(
                rules.NEED_NO_LEGAL_BASIS,
                need.place,
                _no_basis(catalog, need.area, lacking[0], need.querier, need.procedure),
                say.look_at_rows(_rows(catalog, need.procedure)),
                (),
                Subject(need.area, None, need.querier, need.procedure),
                impact_of(catalog, need.querier, need.procedure),
            )


def _no_basis(catalog: Catalog, area: str, provider: str, querier: str, procedure: str) -> Text:
    return say.no_legal_basis(
        catalog.areas[area].label, catalog.label(provider), catalog.label(querier), _label(catalog, procedure)
    )


def _label(catalog: Catalog, procedure: str) -> str:
    return catalog.procedures[procedure].label if procedure in catalog.procedures else procedure


def _rows(catalog: Catalog, procedure: str) -> tuple[str, ...]:
    return catalog.procedures[procedure].rows if procedure in catalog.procedures else ()
