"""Which findings are waived on a day, and which waivers waive nothing or have run out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from layoutc.catalog.model import Waiver
from layoutc.checks import rules
from layoutc.findings import Finding, Subject
from layoutc.messages import checks as say


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that stands, and the waiver for which it is not reported."""

    finding: Finding
    waiver: Waiver


def waive(
    findings: Iterable[Finding], waivers: Sequence[Waiver], day: date
) -> tuple[tuple[Finding, ...], tuple[Waived, ...]]:
    """The findings to report, among them those about waivers, and the waived ones. A waiver that has run out waives nothing."""
    begun = [each for each in waivers if each.period.since is None or each.period.since <= day]
    in_force = [each for each in begun if each.period.contains(day)]
    kept: list[Finding] = []
    waived: list[Waived] = []
    used: set[int] = set()
    for finding in findings:
        waiver = next((each for each in in_force if covers(each, finding)), None)
        if waiver is None:
            kept.append(finding)
        else:
            waived.append(Waived(finding, waiver))
        used.update(id(each) for each in begun if covers(each, finding))
    for waiver in begun:
        stands = id(waiver) in used
        if waiver in in_force and not stands:
            message = say.waiver_unused(waiver.rule)
            kept.append(
                Finding(rules.WAIVER_UNUSED, waiver.place, message, say.delete_waiver(), subject=_about(waiver))
            )
        elif waiver not in in_force:
            message = say.waiver_expired(waiver.rule, str(waiver.period.until), stands=stands)
            help_text = say.renew_waiver() if stands else say.delete_waiver()
            kept.append(Finding(rules.WAIVER_EXPIRED, waiver.place, message, help_text, subject=_about(waiver)))
    return tuple(kept), tuple(waived)


def covers(waiver: Waiver, finding: Finding) -> bool:
    """Whether it is the waiver's rule, and the place or the subject it names; what it does not name may be anything."""
    if waiver.rule != finding.rule.id:
        return False
    if waiver.line is not None:
        places = (finding.place, *(related.place for related in finding.related))
        return any((place.file.path, place.location().line - 1) == waiver.line for place in places)
    if waiver.fingerprint is not None:
        return waiver.fingerprint == finding.fingerprint
    wanted, has = waiver.subject, finding.subject
    pairs = (
        (wanted.area, has.area),
        (wanted.provider, has.provider),
        (wanted.querier, has.querier),
        (wanted.procedure, has.procedure),
        (wanted.item, has.item),
    )
    return all(name is None or name == found for name, found in pairs)


def _about(waiver: Waiver) -> Subject:
    """So that --area and the like choose the findings about a waiver with those that it is for."""
    return waiver.subject
