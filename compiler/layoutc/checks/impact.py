"""Whom a finding about a querier's procedure stops, from the registry."""

from layoutc.catalog.catalog import Catalog
from layoutc.findings import Impact


def impact_of(catalog: Catalog, querier: str, procedure: str) -> Impact:
    """The institutions of the kind, and those of their systems that serve the procedure."""
    institutions = [each for each in catalog.institutions if each.kind == querier]
    return Impact(
        procedures=frozenset([procedure]),
        institutions=frozenset(each.name for each in institutions),
        systems=frozenset(
            (each.name, position, system.count)
            for each in institutions
            for position, system in enumerate(each.systems)
            if system.procedures is None or procedure in system.procedures
        ),
    )
