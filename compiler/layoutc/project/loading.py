"""A project read and resolved."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from layoutc.catalog.catalog import Catalog
from layoutc.catalog.model import Waiver
from layoutc.catalog.resolver import Texts, resolve
from layoutc.catalog.scope import Scope
from layoutc.catalog.waivers_reader import read_waivers
from layoutc.checks.rules import WAIVABLE
from layoutc.findings import Finding, in_reading_order
from layoutc.project.files import FOLDERS, Content, contents, text
from layoutc.source import SourceFile
from layoutc.syntax import tree
from layoutc.syntax.documents import Document, DocumentKind, Mapping, Scalar, read_document
from layoutc.syntax.parser import Parsed, parse


@dataclass(frozen=True, slots=True)
class Loaded:
    """All files of a project, read and resolved.

    `findings` are the mistakes of the texts and of the declarations. `broken_areas` and `broken_queriers` are those
    whose files have mistakes; the cross-check says nothing about them, for it might only repeat a mistake in other
    words. `checkable` is False when that would be true of everything: the registry or the law has mistakes.
    """

    root: Path
    texts: Texts
    catalog: Catalog
    waivers: tuple[Waiver, ...]
    findings: tuple[Finding, ...]
    broken_areas: frozenset[str]
    broken_queriers: frozenset[str]
    checkable: bool


def load(root: Path | str = ".", read: Sequence[Content] | None = None) -> Loaded:
    """Read a project, or resolve one whose files are `read` already.

    Mistakes in its files are findings; ProjectError where there is no readable project.
    """
    root = Path(root)
    found: dict[str, list[SourceFile]] = {folder: [] for folder in (*FOLDERS, "waivers")}
    unreadable: list[Finding] = []
    for each in contents(root) if read is None else read:
        source, problem = text(each)
        if problem:
            unreadable.append(problem)
        found[each.folder].append(source)
    layouts = [parse(source) for folder in ("areas", "codes") for source in found[folder]]
    registry = _documents(found, "registry")
    law = _documents(found, "law")
    needs = _documents(found, "needs")
    waivers = _documents(found, "waivers")
    resolved = resolve(layouts, registry, law, needs)
    texts: list[Parsed | Document] = [*layouts, *registry, *law, *needs, *waivers]
    scope = Scope()
    waived = read_waivers(scope, waivers, [source for sources in found.values() for source in sources], WAIVABLE)
    garbled = {found.place.file.path for found in unreadable if "\ufffd" in (found.place.file.text or "\ufffd")}
    told = (finding for each in texts for finding in each.findings if each.source.path not in garbled)
    problems = [*unreadable, *told, *resolved.findings]
    broken = {finding.place.file.path for finding in problems}
    tables = {document.source.path for document in (*registry, *law)}
    owners = [_queriers(resolved.catalog, document) for document in needs if document.source.path in broken]
    return Loaded(
        root=root,
        texts=Texts(tuple(layouts), tuple(registry), tuple(law), tuple(needs)),
        catalog=resolved.catalog,
        waivers=waived,
        findings=tuple(in_reading_order([*problems, *scope.findings])),
        broken_areas=frozenset(_areas_in(layouts, broken)),
        broken_queriers=frozenset().union(*owners),
        checkable=not broken & tables and all(owners),
    )


def _documents(found: dict[str, list[SourceFile]], kind: DocumentKind) -> list[Document]:
    return [read_document(source, kind) for source in found[kind]]


def _areas_in(layouts: Iterable[Parsed], broken: set[str]) -> Iterator[str]:
    for parsed in layouts:
        if parsed.source.path in broken:
            yield from (node.name.text for node in parsed.declarations if isinstance(node, tree.Area))


def _queriers(catalog: Catalog, document: Document) -> frozenset[str]:
    """Whose needs a document holds; empty if even that can't be read."""
    entries = document.outline.entries if isinstance(document.outline, Mapping) else {}
    querier = entries.get("querier")
    name = querier.value if isinstance(querier, Scalar) else None
    if not isinstance(name, str):
        return frozenset()
    if name in catalog.groups:
        return frozenset(catalog.groups[name].kinds)
    return frozenset([name]) if name in catalog.kinds else frozenset()
