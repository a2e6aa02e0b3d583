"""What the cross-check answers for each needed item: exactly one verdict, with all its causes."""

from enum import StrEnum

from layoutc.frozen import dataclass


class Outcome(StrEnum):
    """In the order in which one outweighs another."""

    MISSING = "missing"
    NOT_EXPOSED = "not_exposed"
    TYPE = "type"
    TOO_SHORT = "too_short"
    CODELIST = "codelist"
    REPETITION = "repetition"
    ABSENT = "absent"
    HISTORY = "history"
    STALE = "stale"
    NOT_STARTED = "not_started"
    UNKNOWN = "unknown"
    OK = "ok"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One needed item of one procedure; `causes` in order of weight, the first is the verdict."""

    area: str
    querier: str
    procedure: str
    item: str
    causes: tuple[Outcome, ...]

    @property
    def outcome(self) -> Outcome:
        return self.causes[0]
