"""Trees and documents → the catalog. Names become things; what does not resolve is a finding, and the rest still stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from layoutc.catalog.area_reader import read_areas
from layoutc.catalog.catalog import Catalog
from layoutc.catalog.layout_reader import read_codes
from layoutc.catalog.registry_reader import read_registry, read_selections
from layoutc.catalog.scope import Scope
from layoutc.catalog.starts_reader import read_network_start, read_starts
from layoutc.catalog.tables_reader import read_law, read_needs
from layoutc.findings import Finding
from layoutc.messages import catalog as say
from layoutc.syntax import tree
from layoutc.syntax.documents import Document
from layoutc.syntax.parser import Parsed


@dataclass(frozen=True, slots=True)
class Texts:
    """The files of a project, parsed: layouts with code lists, and the documents."""

    layouts: tuple[Parsed, ...]
    registry: tuple[Document, ...]
    law: tuple[Document, ...]
    needs: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Resolved:
    """The catalog of every day, and what is wrong with the declarations (not with their texts)."""

    catalog: Catalog
    findings: tuple[Finding, ...]


def resolve(
    layouts: Sequence[Parsed], registry: Sequence[Document], law: Sequence[Document], needs: Sequence[Document]
) -> Resolved:
    """Everything that the texts declare. The order of files decides nothing but which of two duplicates is the first."""
    unread = {say.KIND, say.PROCEDURE, say.MINISTRY} if any(each.root is None for each in registry) else set()
    scope = Scope({parsed.source.path: parsed.lost for parsed in layouts if parsed.lost}, frozenset(unread))
    declared = [(parsed.source, node) for parsed in layouts for node in parsed.declarations]
    institutions = read_registry(scope, registry)
    codes = read_codes(scope, [(file, node) for file, node in declared if isinstance(node, tree.Codes)])
    code_lists = {name: each.label for name, each in codes.items()}
    area_nodes = [(file, node) for file, node in declared if isinstance(node, tree.Area)]
    areas = read_areas(scope, area_nodes, institutions, code_lists)
    labels = {name: area.label for name, area in areas.items()}
    catalog = Catalog(
        areas=areas,
        codes=codes,
        kinds=institutions.kinds,
        groups=institutions.groups,
        ministries=institutions.ministries,
        procedures=institutions.procedures,
        institutions=institutions.institutions,
        editions=institutions.editions,
        legal_lines=read_law(scope, law, institutions, labels),
        needs=read_needs(scope, needs, institutions, labels, code_lists),
        starts=read_starts(scope, registry, institutions),
        selections=read_selections(scope, registry, labels),
        network_start=read_network_start(scope, registry),
        notice=institutions.notice,
    )
    return Resolved(catalog, tuple(scope.findings))
