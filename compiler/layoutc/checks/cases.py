"""What a judgement is given, and what it answers."""

from collections.abc import Callable

from layoutc.catalog.catalog import Catalog
from layoutc.catalog.model import Area, FoundItem, Need
from layoutc.checks.verdicts import Outcome
from layoutc.findings import Related, Rule, Text
from layoutc.frozen import dataclass
from layoutc.messages import checks as say
from layoutc.source import Place


@dataclass(frozen=True, slots=True)
class Case:
    """One need with what the catalog holds for it on the day."""

    catalog: Catalog
    need: Need
    area: Area
    found: FoundItem
    exposed: Place

    @property
    def related(self) -> tuple[Related, ...]:
        return needed(self.need), Related(self.exposed, say.exposed_here())


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What one judgement has to say about a need."""

    place: Place
    message: Text
    help: Text
    related: tuple[Related, ...]
    provider: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict other than ok, with the function that finds it in an exposed item."""

    rule: Rule
    outcome: Outcome
    judge: Callable[[Case], Shortfall | None]


def needed(need: Need) -> Related:
    return Related(need.place, say.needed_here(need.why, need.cite))
