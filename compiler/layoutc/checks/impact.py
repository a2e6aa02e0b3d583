"""Whom a finding about a querier's procedure stops, from the registry."""

from collections.abc import Mapping
from functools import lru_cache

from layoutc.catalog.catalog import Catalog
from layoutc.catalog.model import System
from layoutc.findings import Impact

SystemKey = tuple[str, int, int]  # institution, position in it, number of systems


def systems_serving(catalog: Catalog, querier: str, procedure: str) -> Mapping[SystemKey, System]:
    """The systems with which the institutions of a kind, or those that act for it, run the procedure."""
    return {
        (each.name, position, system.count): system
        for each in catalog.institutions_of.get(querier, ())
        for position, system in enumerate(each.systems)
        if system.procedures is None or procedure in system.procedures
    }


def impact_of(catalog: Catalog, querier: str, procedure: str) -> Impact:
    """The institutions of the kind, and those of their systems that serve the procedure; one for all findings about them."""
    known, key = _impacts(catalog), (querier, procedure)
    if key not in known:
        known[key] = _impact(catalog, querier, procedure)
    return known[key]


@lru_cache(maxsize=1)
def _impacts(catalog: Catalog) -> dict[tuple[str, str], Impact]:  # noqa: ARG001  each catalog has its own
    return {}


def _impact(catalog: Catalog, querier: str, procedure: str) -> Impact:
    return Impact(
        procedures=frozenset([procedure]),
        institutions=frozenset(each.name for each in catalog.institutions_of.get(querier, ())),
        systems=frozenset(systems_serving(catalog, querier, procedure)),
    )
