"""Registry documents → the days on which the network, the kinds of institutions and their systems start the exchange."""

from collections.abc import Iterator, Sequence
from datetime import date

from layoutc.catalog import rules
from layoutc.catalog.model import Start
from layoutc.catalog.registry_reader import Registry, mappings, text_of, texts
from layoutc.catalog.scope import Scope
from layoutc.dates import Period, first_day
from layoutc.messages import catalog as say
from layoutc.source import Place, SourceFile
from layoutc.syntax import documents as yaml
from layoutc.syntax.documents import Document, Node


def read_network_start(scope: Scope, documents: Sequence[Document]) -> Start | None:
    """The day of the network itself; None where nothing is said of it."""
    found: list[Start] = []
    for document in documents:
        node = document.root.entries.get("network_start") if document.root else None
        if document.root and node is not None:
            place = Place(document.source, document.root.key_span("network_start"))
            found.append(_start(scope, document.source, node, place))
    scope.once(say.NETWORK_START, (("network_start", each.place) for each in found))
    return found[0] if found else None


def read_starts(scope: Scope, documents: Sequence[Document], registry: Registry) -> tuple[Start, ...]:
    """Every entry under `starts`; the names of systems are those that the institutions of its kinds have."""
    return tuple(start for document in documents for start in _starts(scope, document, registry))


def _starts(scope: Scope, document: Document, registry: Registry) -> Iterator[Start]:
    for node in mappings(document.root.entries.get("starts") if document.root else None):
        content = node.entries
        kinds = registry.expand(scope, texts(document.source, content["kinds"]))
        systems = texts(document.source, content.get("systems"))
        having = [each for each in registry.institutions if each.kind in kinds] if systems else []
        known = {system.name for each in having for system in each.systems}
        for name, place in systems:
            if name not in known:
                scope.unknown(place, say.SYSTEM, name, dict.fromkeys(known, ""))
        place = Place(document.source, content["start"].span)
        yield _start(
            scope,
            document.source,
            content["start"],
            place,
            kinds,
            text_of(content.get("role")) or None,
            tuple(name for name, _ in systems),
        )


def _start(
    scope: Scope,
    source: SourceFile,
    node: Node,
    place: Place,
    kinds: tuple[str, ...] = (),
    role: str | None = None,
    systems: tuple[str, ...] = (),
) -> Start:
    if isinstance(node, yaml.Mapping):
        days = {key: _day(scope, source, each) for key, each in node.entries.items()}
        earliest, latest = days["earliest"], days.get("latest")
        if earliest and latest and latest < earliest:
            where = Place(source, node.entries["latest"].span)
            scope.report(rules.DATE_ORDER, where, say.date_order(), say.swap_dates())
        return Start(kinds, role, systems, Period(earliest, latest), decided=True, place=place)
    if text_of(node) == "undecided":
        return Start(kinds, role, systems, Period(), decided=False, place=place)
    day = _day(scope, source, node)
    return Start(kinds, role, systems, Period(day, day), decided=True, place=place)


def _day(scope: Scope, source: SourceFile, node: Node) -> date | None:
    day = first_day(text_of(node))
    if day is None:
        scope.report(rules.DATE_FORM, Place(source, node.span), say.date_form(text_of(node)), say.write_date())
    return day
