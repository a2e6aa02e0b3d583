"""Which findings are waived on a day, and which waivers waive nothing or have run out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple
from datetime import date

from layoutc.catalog.model import Waiver
from layoutc.checks import rules
from layoutc.findings import Finding, Subject
from layoutc.frozen import dataclass
from layoutc.messages import checks as say


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that stands, and the waiver for which it is not reported."""

    finding: Finding
    waiver: Waiver


Key = tuple[str, object]  # the rule, and the line, the fingerprint or the names that a waiver is for


def waive(
    findings: Iterable[Finding], waivers: Sequence[Waiver], day: date
) -> tuple[tuple[Finding, ...], tuple[Waived, ...]]:
    """The findings to report, among them those about waivers, and the waived ones. A waiver that has run out waives nothing."""
    begun = [each for each in waivers if each.period.since is None or each.period.since <= day]
    in_force: dict[Key, tuple[int, Waiver]] = {}
    for number, waiver in enumerate(begun):
        if waiver.period.contains(day):
            in_force.setdefault(_key(waiver), (number, waiver))
    named = _named(begun)
    kept: list[Finding] = []
    waived: list[Waived] = []
    used: set[Key] = set()
    for finding in findings:
        keys = list(_keys(finding, named[finding.rule.id])) if finding.rule.id in named else []
        used.update(keys)
        _, first = min((in_force[key] for key in keys if key in in_force), key=_number, default=(0, None))
        if first is None:
            kept.append(finding)
        else:
            waived.append(Waived(finding, first))
    for waiver in begun:
        stands, holds = _key(waiver) in used, waiver.period.contains(day)
        if holds and not stands:
            message = say.waiver_unused(waiver.rule)
            kept.append(
                Finding(rules.WAIVER_UNUSED, waiver.place, message, say.delete_waiver(), subject=_about(waiver))
            )
        elif not holds:
            message = say.waiver_expired(waiver.rule, str(waiver.period.until), stands=stands)
            help_text = say.renew_waiver() if stands else say.delete_waiver()
            kept.append(Finding(rules.WAIVER_EXPIRED, waiver.place, message, help_text, subject=_about(waiver)))
    return tuple(kept), tuple(waived)


def _key(waiver: Waiver) -> Key:
    return waiver.rule, waiver.line or waiver.fingerprint or waiver.subject


def _keys(finding: Finding, named: frozenset[tuple[bool, ...]]) -> Iterator[Key]:
    """The keys of all waivers that cover the finding: its places, its fingerprint, and those of its names that waivers name."""
    for place in (finding.place, *(related.place for related in finding.related)):
        yield finding.rule.id, (place.file.path, place.location().line - 1)
    yield finding.rule.id, finding.fingerprint
    names = astuple(finding.subject)
    for shape in named:
        yield finding.rule.id, Subject(*(name if chosen else None for name, chosen in zip(names, shape, strict=True)))


def _named(waivers: Iterable[Waiver]) -> dict[str, frozenset[tuple[bool, ...]]]:
    """rule → which names its waivers give: of area, provider, querier, procedure and item."""
    found: dict[str, set[tuple[bool, ...]]] = defaultdict(set)
    for waiver in waivers:
        found[waiver.rule].add(tuple(name is not None for name in astuple(waiver.subject)))
    return {rule: frozenset(shapes) for rule, shapes in found.items()}


def _number(numbered: tuple[int, Waiver]) -> int:
    return numbered[0]


def _about(waiver: Waiver) -> Subject:
    """So that --area and the like choose the findings about a waiver with those that it is for."""
    return waiver.subject
