"""`layouts/waivers.yaml` and the comments that waive a finding → waivers."""

from collections.abc import Collection, Iterator, Sequence

from layoutc.catalog import rules
from layoutc.catalog.model import Waiver
from layoutc.catalog.registry_reader import mappings, period_of, text_of
from layoutc.catalog.scope import Scope
from layoutc.findings import Subject
from layoutc.messages import catalog as say
from layoutc.source import Place, SourceFile
from layoutc.syntax.documents import Document
from layoutc.syntax.waiving import waiver_comments

_SUBJECT = ("area", "provider", "querier", "procedure", "item")


def read_waivers(
    scope: Scope, documents: Sequence[Document], sources: Sequence[SourceFile], waivable: Collection[str]
) -> tuple[Waiver, ...]:
    """All waivers; `waivable` are the rules whose findings may be waived: those of the cross-check."""
    listed = [waiver for document in documents for waiver in _listed(scope, document, waivable)]
    inline = [waiver for source in sources for waiver in _inline(scope, source, waivable)]
    return (*listed, *inline)


def _listed(scope: Scope, document: Document, waivable: Collection[str]) -> Iterator[Waiver]:
    for node in mappings(document.root.entries.get("waivers") if document.root else None):
        rule, place = text_of(node.entries["rule"]), Place(document.source, node.entries["rule"].span)
        if not _known(scope, rule, place, waivable):
            continue
        yield Waiver(
            rule=rule,
            subject=Subject(**{key: text_of(node.entries.get(key)) or None for key in _SUBJECT}),
            fingerprint=text_of(node.entries.get("fingerprint")) or None,
            line=None,
            reason=text_of(node.entries["reason"]),
            reference=text_of(node.entries["reference"]),
            period=period_of(scope, document.source, node),
            place=place,
        )


def _inline(scope: Scope, source: SourceFile, waivable: Collection[str]) -> Iterator[Waiver]:
    for found in waiver_comments(source):
        place = Place(source, found.span)
        if found.rule is None:
            scope.report(rules.WAIVER_FORM, place, say.waiver_form(), say.write_waiver())
        elif _known(scope, found.rule, place, waivable):
            yield Waiver(
                rule=found.rule,
                subject=Subject(),
                fingerprint=None,
                line=(source.path, found.line),
                reason=found.reason,
                reference=found.reference,
                period=scope.period(None, (found.until, place)),
                place=place,
            )


def _known(scope: Scope, rule: str, place: Place, waivable: Collection[str]) -> bool:
    if rule not in waivable:
        scope.unknown(place, say.WAIVABLE_RULE, rule, dict.fromkeys(waivable, ""))
    return rule in waivable
