"""Trees and documents → the catalog. Names become things; what does not resolve is a finding, and the rest still stands."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from layoutc.catalog.area_reader import areas_once, read_area
from layoutc.catalog.catalog import Catalog
from layoutc.catalog.kept import Kept, key
from layoutc.catalog.layout_reader import read_code_list
from layoutc.catalog.model import Area, CodeList, LegalLine, Selection, Start
from layoutc.catalog.registry_reader import Registry, read_registry, read_selections
from layoutc.catalog.scope import Scope, TooManyError
from layoutc.catalog.starts_reader import read_network_start, read_starts
from layoutc.catalog.tables_reader import NeedsDocument, read_law, read_needs
from layoutc.findings import Finding
from layoutc.frozen import dataclass, replace
from layoutc.messages import catalog as say
from layoutc.syntax import tree
from layoutc.syntax.documents import Document
from layoutc.syntax.parser import Parsed
from layoutc.syntax.unread import Unread


@dataclass(frozen=True, slots=True)
class Texts:
    """The files of a project: layouts with code lists, and the documents."""

    layouts: tuple[Unread[Parsed], ...]
    registry: tuple[Unread[Document], ...]
    law: tuple[Unread[Document], ...]
    needs: tuple[Unread[Document], ...]


@dataclass(frozen=True, slots=True)
class Resolved:
    """The catalog of every day, and what is wrong with the declarations (not with their texts)."""

    catalog: Catalog
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Labels:
    """name → Japanese label of the areas and of the code lists that a file, or all of them, declare."""

    areas: Mapping[str, str]
    lists: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Piece:
    """What one file declares, or a few that belong together; `made` are the combinations it stands for, as the scope counts them."""

    made: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Layout(_Piece):
    areas: tuple[Area, ...]
    lists: tuple[CodeList, ...]


@dataclass(frozen=True, slots=True)
class _Registry(_Piece):
    registry: Registry
    starts: tuple[Start, ...]
    selections: Mapping[str, Selection]
    network_start: Start | None


@dataclass(frozen=True, slots=True)
class _Law(_Piece):
    lines: tuple[LegalLine, ...]


@dataclass(frozen=True, slots=True)
class _Needs(_Piece):
    document: NeedsDocument


_Any = TypeVar("_Any", bound=_Piece)


def resolve(
    layouts: Sequence[Parsed], registry: Sequence[Document], law: Sequence[Document], needs: Sequence[Document]
) -> Resolved:
    """Everything that the texts declare. The order of files decides nothing but which of two duplicates is the first."""
    return resolve_texts(
        Texts(
            tuple(Unread.of(each) for each in layouts),
            *(tuple(Unread.of(each) for each in documents) for documents in (registry, law, needs)),
        )
    )


def resolve_texts(texts: Texts, kept: Kept | None = None) -> Resolved:
    """As `resolve`, and a text from which a piece is kept is not read."""
    if kept is not None:
        try:
            return _resolve(texts, kept)
        except TooManyError:  # each is right alone: where the limit is crossed only reading all of them tells
            kept.forget()
    return _resolve(texts, Kept())


def _resolve(texts: Texts, kept: Kept) -> Resolved:
    labels = _labels(texts.layouts, kept)
    lost = {each.source.path: each.read.lost for each in texts.layouts if each.was_read and each.read.lost}
    reading = _Reading(Scope(lost), kept, labels, _digest(texts.registry), key(labels.areas), key(labels.lists))
    declared = _registry(reading, texts.registry)
    registry = declared.registry
    layouts = [_layout(reading, text, registry) for text in texts.layouts]
    areas = [area for each in layouts for area in each.areas]
    lists = [codes for each in layouts for codes in each.lists]
    areas_once(reading.scope, areas)
    reading.scope.once(say.CODE_LIST, ((codes.name, codes.place) for codes in lists))
    law = _law(reading, texts.law, registry)
    documents = [_needs(reading, text, registry) for text in texts.needs]
    catalog = Catalog(
        areas={area.name: area for area in areas},
        codes={codes.name: codes for codes in lists},
        kinds=registry.kinds,
        groups=registry.groups,
        ministries=registry.ministries,
        procedures=registry.procedures,
        institutions=registry.institutions,
        editions=registry.editions,
        legal_lines=law.lines,
        needed=lambda: (need for each in documents for need in each().document.needs()),
        starts=declared.starts,
        selections=declared.selections,
        network_start=declared.network_start,
        notice=registry.notice,
    )
    return Resolved(catalog, tuple(reading.scope.findings))


def _labels(layouts: Sequence[Unread[Parsed]], kept: Kept) -> _Labels:
    """What all layouts declare, before anything is made of it: what a name means may be declared in any file."""
    areas: dict[str, str] = {}
    lists: dict[str, str] = {}
    for text in layouts:
        name = key("labels", text.digest)
        found: _Labels | None = kept.recall(name, _Labels)
        if found is None:
            nodes = text.read.declarations
            found = _Labels(
                {node.name.text: node.label.text for node in nodes if isinstance(node, tree.Area)},
                {node.name.text: node.label.text for node in nodes if isinstance(node, tree.Codes)},
            )
            kept.offer(name, _Labels, found)
        areas.update(found.areas)
        lists.update(found.lists)
    return _Labels(areas, lists)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What reading any piece needs: where findings go, what is kept, the labels of all layouts, and digests of what names mean."""

    scope: Scope
    kept: Kept
    labels: _Labels
    registry: str
    areas: str
    lists: str

    def piece(
        self,
        kind: type[_Any],
        about: Sequence[str],
        texts: Sequence[Unread[Parsed]] | Sequence[Unread[Document]],
        read: Callable[[], _Any],
    ) -> _Any:
        """The piece as it was kept, or as it is read now; `about` is all that it follows from."""
        return self._piece(kind, key(kind.__name__, *about), texts, read)

    def later(
        self, kind: type[_Any], about: Sequence[str], text: Unread[Document], read: Callable[[], _Any]
    ) -> Callable[[], _Any]:
        """As `piece`, but one that was kept is not looked at before somebody asks for it."""
        name = key(kind.__name__, *about)
        made: tuple[int, ...] | None = self.kept.first_of(name, tuple[int, ...])
        if made is None or not self.scope.count(made):
            piece = self._piece(kind, name, [text], read)
            return lambda: piece
        return lambda: self.kept.recall(name, kind, [text.source]) or read()  # nothing is wrong with what was kept

    def _piece(
        self,
        kind: type[_Any],
        name: str,
        texts: Sequence[Unread[Parsed]] | Sequence[Unread[Document]],
        read: Callable[[], _Any],
    ) -> _Any:
        files = [text.source for text in texts]
        piece: _Any | None = self.kept.recall(name, kind, files)
        if piece is not None and self.scope.count(piece.made):
            return piece
        before = self.scope.counts
        piece = read()
        for text in texts:
            text.let_go()
        made = tuple(after - count for after, count in zip(self.scope.counts, before, strict=True))
        self.kept.offer(name, kind, replace(piece, made=made), files)
        return piece


def _registry(reading: _Reading, texts: Sequence[Unread[Document]]) -> _Registry:
    def read() -> _Registry:
        scope, documents = reading.scope, [each.read for each in texts]
        if any(each.root is None for each in documents):
            scope.unread.update((say.KIND, say.PROCEDURE, say.MINISTRY))
        found = read_registry(scope, documents)
        starts = read_starts(scope, documents, found)
        selections = read_selections(scope, documents, reading.labels.areas)
        return _Registry((), found, starts, selections, read_network_start(scope, documents))

    return reading.piece(_Registry, [reading.registry, reading.areas], texts, read)


def _layout(reading: _Reading, text: Unread[Parsed], registry: Registry) -> _Layout:
    def read() -> _Layout:
        scope, nodes, lists = reading.scope, text.read.declarations, reading.labels.lists
        areas = [node for node in nodes if isinstance(node, tree.Area)]
        return _Layout(
            (),
            tuple(read_area(scope, text.source, node, registry, lists) for node in areas),
            tuple(read_code_list(scope, text.source, node) for node in nodes if isinstance(node, tree.Codes)),
        )

    return reading.piece(_Layout, [reading.registry, reading.lists, text.digest], [text], read)


def _law(reading: _Reading, texts: Sequence[Unread[Document]], registry: Registry) -> _Law:
    def read() -> _Law:
        return _Law((), read_law(reading.scope, [each.read for each in texts], registry, reading.labels.areas))

    return reading.piece(_Law, [reading.registry, reading.areas, _digest(texts)], texts, read)


def _needs(reading: _Reading, text: Unread[Document], registry: Registry) -> Callable[[], _Needs]:
    def read() -> _Needs:
        labels = reading.labels
        return _Needs((), read_needs(reading.scope, text.read, registry, labels.areas, labels.lists))

    return reading.later(_Needs, [reading.registry, reading.areas, reading.lists, text.digest], text, read)


def _digest(texts: Sequence[Unread[Document]]) -> str:
    return key(*(text.digest for text in texts))
