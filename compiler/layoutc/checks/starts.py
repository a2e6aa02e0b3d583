"""Who has started the exchange on the day, and who waits: 図表2-1 of the Board of Audit's report."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from layoutc.catalog.catalog import Catalog
from layoutc.catalog.model import Start
from layoutc.checks import rules
from layoutc.checks.impact import SystemKey, systems_serving
from layoutc.checks.verdicts import Outcome
from layoutc.findings import Finding, Impact, Related, Subject
from layoutc.frozen import dataclass
from layoutc.messages import checks as say

Asked = tuple[str, str, str]  # area, querier, procedure


@dataclass(frozen=True, slots=True)
class Wait:
    """Why a need can't be served on the day, or why nobody can say: `cause` has not started, or its start is not known.

    `systems` are those of the querier that wait for it. A system that has not started itself waits for nobody else.
    """

    outcome: Outcome
    cause: Subject
    start: Start | None
    systems: frozenset[SystemKey]


def waits(catalog: Catalog) -> Mapping[Asked, tuple[Wait, ...]]:
    """For each area that a procedure needs, what it waits for. Nothing where the registry declares no starts."""
    if not catalog.starts and catalog.network_start is None:
        return {}
    asked = dict.fromkeys((area, querier, procedure) for area, querier, procedure, _ in catalog.needs_of)
    return {each: tuple(_waits(catalog, each)) for each in asked if each[0] in catalog.areas}


def _waits(catalog: Catalog, asked: Asked) -> Iterator[Wait]:
    area, querier, procedure = asked
    serving = systems_serving(catalog, querier, procedure)
    if catalog.network_start and _state(catalog, catalog.network_start) is Outcome.NOT_STARTED:
        yield Wait(Outcome.NOT_STARTED, Subject(), catalog.network_start, frozenset(serving))
        return
    own: dict[SystemKey | None, tuple[Start | None, Outcome]] = {}
    for key in serving or (None,):
        start = catalog.start_of(querier, "querier", serving[key].name if key else None)
        own[key] = start, _state(catalog, start)
    for outcome in (Outcome.NOT_STARTED, Outcome.UNKNOWN):
        late = {key: start for key, (start, state) in own.items() if state is outcome}
        if late:
            start = next(iter(late.values()))
            yield Wait(outcome, Subject(querier=querier), start, frozenset(key for key in late if key))
    ready = [key for key, (_, state) in own.items() if state is not Outcome.NOT_STARTED]
    for provider in catalog.providers_of(area, querier, procedure) if ready else ():
        start = catalog.start_of(provider, "provider")
        state = _state(catalog, start)
        if state is not Outcome.OK:
            yield Wait(state, Subject(provider=provider), start, frozenset(key for key in ready if key))


def _state(catalog: Catalog, start: Start | None) -> Outcome:
    if start is None:
        return Outcome.UNKNOWN
    earliest, latest, day = start.between.since, start.between.until, catalog.day
    if not start.decided or (day and earliest and day < earliest):
        return Outcome.NOT_STARTED
    return Outcome.OK if day is None or (latest and latest <= day) else Outcome.UNKNOWN


def check_starts(catalog: Catalog, waiting: Mapping[Asked, tuple[Wait, ...]]) -> Iterator[Finding]:
    """One finding for each who has not started, or whose start is not known, with all who wait for it."""
    causes: dict[tuple[Outcome, Subject], list[tuple[Asked, Wait]]] = defaultdict(list)
    for asked, found in waiting.items():
        for wait in found:
            causes[wait.outcome, wait.cause].append((asked, wait))
    for (outcome, cause), waiters in causes.items():
        start = next((wait.start for _, wait in waiters if wait.start), None)
        kind = cause.provider or cause.querier
        place = start.place if start else catalog.kinds[kind].place if kind else None
        if place is None:
            continue
        systems = frozenset(key for _, wait in waiters for key in wait.systems)
        procedures = frozenset(procedure for (_, _, procedure), _ in waiters)
        impact = Impact(procedures, frozenset(institution for institution, _, _ in systems), systems)
        name = _named(catalog, kind, start) if kind else None
        areas = dict.fromkeys(area for (area, _, _), _ in waiters) if cause.provider else ()
        related = tuple(Related(catalog.areas[area].place, say.waits_here()) for area in areas)
        if outcome is Outcome.NOT_STARTED:
            message = say.not_started(name, str(catalog.day), len(procedures), provider=bool(cause.provider))
            yield Finding(rules.NOT_STARTED, place, message, say.declare_start(), related, cause, impact)
        else:
            message = say.unknown_start(name or "", str(catalog.day), len(procedures), provider=bool(cause.provider))
            yield Finding(rules.UNKNOWN, place, message, say.declare_start(), related, cause, impact)


def _named(catalog: Catalog, kind: str, start: Start | None) -> str:
    """厚生労働大臣（社会保険オンラインシステム）: the systems only where the start is that of some of them."""
    systems = "、".join(start.systems) if start else ""
    return f"{catalog.label(kind)}（{systems}）" if systems else catalog.label(kind)
