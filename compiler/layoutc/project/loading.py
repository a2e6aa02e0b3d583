"""A project read and resolved."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from layoutc.catalog.catalog import Catalog
from layoutc.catalog.kept import Kept
from layoutc.catalog.model import Waiver
from layoutc.catalog.resolver import Texts, resolve_texts
from layoutc.catalog.scope import Scope
from layoutc.catalog.waivers_reader import read_waivers
from layoutc.checks.rules import WAIVABLE
from layoutc.findings import Finding, in_reading_order
from layoutc.frozen import dataclass
from layoutc.project.files import FOLDERS, Content, contents, text
from layoutc.source import SourceFile
from layoutc.syntax import tree
from layoutc.syntax.documents import Document, DocumentKind, Mapping, Scalar, read_document
from layoutc.syntax.parser import Parsed, parse
from layoutc.syntax.unread import Unread


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


def load(root: Path | str = ".", read: Sequence[Content] | None = None, kept: Kept | None = None) -> Loaded:
    """Read a project, or resolve one whose files are `read` already.

    Files from which a piece is `kept` are not read again; where nothing is wrong, the pieces of the others are kept too.
    Mistakes in its files are findings; ProjectError where there is no readable project.
    """
    root = Path(root)
    found: dict[str, list[tuple[SourceFile, str]]] = {folder: [] for folder in (*FOLDERS, "waivers")}
    unreadable: list[Finding] = []
    for each in contents(root) if read is None else read:
        source, problem = text(each)
        if problem:
            unreadable.append(problem)
        found[each.folder].append((source, each.digest))
    texts = Texts(
        tuple(Unread(*each, parse) for folder in ("areas", "codes") for each in found[folder]),
        *(_documents(found[kind], kind) for kind in ("registry", "law", "needs")),
    )
    resolved = resolve_texts(texts, kept)
    waivers = _documents(found["waivers"], "waivers")
    scope = Scope()
    sources = [source for files in found.values() for source, _ in files]
    waived = read_waivers(scope, [each.read for each in waivers], sources, WAIVABLE)
    garbled = {each.place.file.path for each in unreadable if "\ufffd" in (each.place.file.text or "\ufffd")}
    every: Sequence[Unread[Parsed] | Unread[Document]]
    every = (*texts.layouts, *texts.registry, *texts.law, *texts.needs, *waivers)
    told = [finding for each in every for finding in each.findings if each.source.path not in garbled]
    problems = [*unreadable, *told, *resolved.findings]
    broken = {finding.place.file.path for finding in problems}
    tables = {document.source.path for document in (*texts.registry, *texts.law)}
    owners = [_queriers(resolved.catalog, each.read) for each in texts.needs if each.source.path in broken]
    findings = tuple(in_reading_order([*problems, *scope.findings]))
    if kept is not None and findings:
        kept.forget()
    return Loaded(
        root=root,
        texts=texts,
        catalog=resolved.catalog,
        waivers=waived,
        findings=findings,
        broken_areas=frozenset(_areas_in([each.read for each in texts.layouts if each.source.path in broken])),
        broken_queriers=frozenset().union(*owners),
        checkable=not broken & tables and all(owners),
    )


def _documents(files: Iterable[tuple[SourceFile, str]], kind: DocumentKind) -> tuple[Unread[Document], ...]:
    return tuple(Unread(source, digest, partial(read_document, kind=kind)) for source, digest in files)


def _areas_in(layouts: Iterable[Parsed]) -> Iterator[str]:
    for parsed in layouts:
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
