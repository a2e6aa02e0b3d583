"""What queriers need against what providers expose: 不足, the missing side."""

from collections.abc import Iterator, Mapping
from math import prod

from layoutc.catalog.catalog import Catalog
from layoutc.catalog.model import Area, Duration, FoundItem, Need
from layoutc.catalog.scope import suggestion
from layoutc.catalog.types import Code, spell
from layoutc.checks import rules
from layoutc.checks.cases import Case, Judgement, Shortfall, needed
from layoutc.checks.fit import has_room, readable_as
from layoutc.checks.freshness import stale, unknown_age
from layoutc.checks.impact import impact_of
from layoutc.checks.starts import Asked, Wait
from layoutc.checks.verdicts import Outcome, Verdict
from layoutc.findings import Finding, Related, Rule, Subject
from layoutc.messages import checks as say

_MONTHS = {"day": 1 / 31, "month": 1, "year": 12, "fiscal_year": 12}


def check_needs(catalog: Catalog, waiting: Mapping[Asked, tuple[Wait, ...]]) -> Iterator[tuple[Verdict, list[Finding]]]:
    """For every (area, querier, procedure, item) that a need names: its one verdict, and a finding for each cause.

    What it waits for is a cause too; its findings are made once for all needs, by `check_starts`.
    """
    for (area, querier, procedure, path), needs in catalog.needs_of.items():
        subject = Subject(area, None, querier, procedure, path)
        shortfalls = _shortfalls(catalog, needs)
        outcomes = [outcome for _, outcome, _ in shortfalls]
        if Outcome.MISSING not in outcomes:
            outcomes += [wait.outcome for wait in waiting.get((area, querier, procedure), ())]
        causes = tuple(each for each in Outcome if each in outcomes) or (Outcome.OK,)
        findings = [
            Finding(
                rule,
                shortfall.place,
                shortfall.message,
                shortfall.help,
                shortfall.related,
                Subject(area, shortfall.provider, querier, procedure, path),
                impact_of(catalog, querier, procedure),
            )
            for rule, _, shortfall in shortfalls
        ]
        yield Verdict(area, querier, procedure, subject.item or "", causes), findings


def _shortfalls(catalog: Catalog, needs: tuple[Need, ...]) -> list[tuple[Rule, Outcome, Shortfall]]:
    need = needs[0]
    area, found = catalog.areas.get(need.area), catalog.items.get((need.area, need.item))
    if area is None or found is None:
        return [(rules.MISSING, Outcome.MISSING, _missing(catalog, area, needs))]
    lines = {
        provider: catalog.exposed.get((area.name, provider, need.querier, need.procedure), {}).get(need.item)
        for provider in catalog.providers_of(area.name, need.querier, need.procedure)
    }
    lacking = [provider for provider, line in lines.items() if line is None]
    if lacking or not lines:
        by: list[str | None] = [None]
        if len(lacking) < len(lines) or len(lines) == 1:
            by = [*lacking]
        return [
            (rules.NOT_EXPOSED, Outcome.NOT_EXPOSED, _not_exposed(catalog, area, found, needs, provider))
            for provider in by
        ]
    exposed = next(line.place for line in lines.values() if line)
    shortfalls: list[tuple[Rule, Outcome, Shortfall]] = []
    for judgement in JUDGEMENTS:
        for each in needs:
            shortfall = judgement.judge(Case(catalog, each, area, found, exposed))
            if shortfall:
                shortfalls.append((judgement.rule, judgement.outcome, shortfall))
                break
    return shortfalls


def _missing(catalog: Catalog, area: Area | None, needs: tuple[Need, ...]) -> Shortfall:
    need = needs[0]
    if area is None:
        labels = {name: each.label for name, each in catalog.areas.items()}
        message, name = say.missing_area(need.area, need.item), need.area
    else:
        labels = {found.path: found.item.label for found in area.items()}
        message, name = say.missing(need.item, area.label, need.why), need.item
    other_day = catalog.every_day.items.get((need.area, need.item)) if catalog.every_day else None
    if other_day:
        period = other_day.item.period
        help_text = say.other_period(str(period.since or ""), str(period.until or ""))
        related = (Related(other_day.item.place, say.item_here()),)
        return Shortfall(need.place, message, help_text, related)
    meant = suggestion(name, labels)
    help_text = meant if "?" in meant.en else say.declare_item()
    return Shortfall(need.place, message, help_text, tuple(needed(each) for each in needs[1:]))


def _not_exposed(
    catalog: Catalog, area: Area, found: FoundItem, needs: tuple[Need, ...], provider: str | None
) -> Shortfall:
    need = needs[0]
    exposures = catalog.exposures_of.get((area.name, need.querier, need.procedure), ())
    standing = [each for each in exposures if provider is None or provider in each.providers]
    procedure = catalog.procedures.get(need.procedure)
    message = say.not_exposed(
        found.item.label,
        need.item,
        catalog.label(need.querier),
        procedure.label if procedure else need.procedure,
        catalog.label(provider) if provider and len(area.providers) > 1 else None,
    )
    related = (*(needed(each) for each in needs), Related(found.item.place, say.item_here()))
    place = standing[0].place if standing else area.place
    return Shortfall(place, message, say.add_line(need.item, need.querier, need.procedure), related, provider)


def _type(case: Case) -> Shortfall | None:
    has, needs = case.found.item.type, case.need.requirement.type
    if case.need.requirement.values and not isinstance(has, Code):
        needs = needs or Code("…")
    if needs is None or readable_as(has, needs):
        return None
    message = say.wrong_type(case.need.item, spell(has), spell(needs))
    return Shortfall(case.found.item.place, message, say.change_type(spell(needs)), case.related)


def _too_short(case: Case) -> Shortfall | None:
    has, needs = case.found.item.type, case.need.requirement.type
    if needs is None or not readable_as(has, needs) or has_room(has, needs):
        return None
    message = say.too_short(case.need.item, spell(has), spell(needs))
    return Shortfall(case.found.item.place, message, say.change_type(spell(needs)), case.related)


def _codelist(case: Case) -> Shortfall | None:
    has, requirement = case.found.item.type, case.need.requirement
    if not isinstance(has, Code):
        return None
    needed = list(requirement.values)
    if isinstance(requirement.type, Code) and requirement.type.list in case.catalog.codes:
        needed += [each.value for each in case.catalog.codes[requirement.type.list].values]
    held = {each.value for each in case.catalog.codes[has.list].values} if has.list in case.catalog.codes else set()
    lacking = sorted(set(needed) - held)
    if not lacking:
        return None
    related = case.related
    if has.list in case.catalog.codes:
        related = (*related, Related(case.catalog.codes[has.list].place, say.code_list_here()))
    return Shortfall(
        case.found.item.place, say.lacks_values(case.need.item, lacking), say.add_values(has.list), related
    )


def _repetition(case: Case) -> Shortfall | None:
    times = case.need.requirement.times
    most = [repeat.maximum for repeat in case.found.repeats]
    if times is None or None in most:
        return None
    has = prod(each for each in most if each is not None)
    if has >= times:
        return None
    help_text = say.widen_repeat(times, repeated=bool(case.found.repeats))
    place = case.found.repeats[-1].place if case.found.repeats else case.found.item.place
    return Shortfall(place, say.too_few(case.need.item, has, times), help_text, case.related)


def _absent(case: Case) -> Shortfall | None:
    item = case.found.item
    surely = (item.required or item.key) and all(repeat.minimum > 0 for repeat in case.found.repeats)
    if not case.need.requirement.always or surely:
        return None
    return Shortfall(item.place, say.may_be_absent(case.need.item), say.make_required(), case.related)


def _spelled(duration: Duration) -> str:
    return f"{duration.count} {duration.unit}{'' if duration.count == 1 else 's'}"


def _history(case: Case) -> Shortfall | None:
    reach, retention = case.need.reach, case.area.retention
    if reach is None or retention is None:
        return None
    kept = retention.duration
    if kept and kept.count * _MONTHS[kept.unit] >= reach.count * _MONTHS[reach.unit]:
        return None
    keeps = say.length_of_time(kept.count, kept.unit) if kept else say.current_only()
    needs = say.length_of_time(reach.count, reach.unit)
    related = (*case.related, Related(case.found.item.place, say.item_here()))
    return Shortfall(
        retention.place, say.history(case.need.item, keeps, needs), say.keep_longer(_spelled(reach)), related
    )


def _unknown(case: Case) -> Shortfall | None:
    reach = case.need.reach
    if reach is not None and case.area.retention is None:
        message = say.unknown_history(case.need.item, say.length_of_time(reach.count, reach.unit))
        return Shortfall(case.area.place, message, say.declare_retention(_spelled(reach)), case.related)
    return unknown_age(case)


JUDGEMENTS = (
    Judgement(rules.TYPE, Outcome.TYPE, _type),
    Judgement(rules.TOO_SHORT, Outcome.TOO_SHORT, _too_short),
    Judgement(rules.CODELIST, Outcome.CODELIST, _codelist),
    Judgement(rules.REPETITION, Outcome.REPETITION, _repetition),
    Judgement(rules.ABSENT, Outcome.ABSENT, _absent),
    Judgement(rules.HISTORY, Outcome.HISTORY, _history),
    Judgement(rules.STALE, Outcome.STALE, stale),
    Judgement(rules.UNKNOWN, Outcome.UNKNOWN, _unknown),
)
