"""The things that layouts, registry, law and needs declare, with names resolved. Immutable; every thing knows its place."""

from collections.abc import Iterator
from dataclasses import field
from datetime import date
from enum import StrEnum

from layoutc.catalog.types import ItemType
from layoutc.dates import ALWAYS, Period
from layoutc.findings import Subject
from layoutc.frozen import dataclass
from layoutc.source import Place


class AbsentReason(StrEnum):
    """未設定事由: why an item is sent without a value. The values are those of `ReasonOfNull` on the wire."""

    NOT_APPLICABLE = "NotAcceptable"  # the wire's own spelling
    NOT_COVERED = "NotCovered"

    @property
    def declared(self) -> str:
        """The word in a layout."""
        return self.name.lower()

    @property
    def label(self) -> str:
        return {AbsentReason.NOT_APPLICABLE: "該当なし", AbsentReason.NOT_COVERED: "保有なし"}[self]


@dataclass(frozen=True, slots=True)
class Duration:
    """`5 fiscal_years`; the unit is singular: day, month, year or fiscal_year."""

    count: int
    unit: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """登録期限: how soon the copy follows the master. `kind` is one of
    same_day, next_business_day, business_days, days, month_end, next_month, yearly, undecided; `count` days, or the day of the next month;
    `month_day` the (month, day) of a yearly one."""

    kind: str
    place: Place = field(compare=False)
    count: int = 0
    month_day: tuple[int, int] = (1, 1)
    period: Period = ALWAYS


@dataclass(frozen=True, slots=True)
class Retention:
    """How far back a query reaches; None is the current state only."""

    duration: Duration | None
    place: Place


@dataclass(frozen=True, slots=True)
class CodeValue:
    value: str
    label: str
    period: Period
    note: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class CodeList:
    name: str
    label: str
    values: tuple[CodeValue, ...]
    basis: str | None
    note: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Item:
    """特定個人情報項目. `absent` are the reasons it may give for having no value; empty when it must be there."""

    name: str
    code: str
    label: str
    type: ItemType
    key: bool
    required: bool
    absent: tuple[AbsentReason, ...]
    period: Period
    place: Place
    reading: str | None = None
    unit: str | None = None
    basis: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Repeat:
    """Items that come several times within one record; `maximum` None is unbounded."""

    name: str
    code: str
    label: str
    minimum: int
    maximum: int | None
    members: tuple["Item | Repeat", ...]
    period: Period
    place: Place
    reading: str | None = None
    basis: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    name: str
    label: str
    members: tuple[Item | Repeat, ...]
    deadlines: tuple[Deadline, ...]
    basis: str | None
    note: str | None
    period: Period
    place: Place


@dataclass(frozen=True, slots=True)
class FoundItem:
    """An item with the way to it: `income.dependents.birth_date` and the repeats that hold it, outermost first."""

    path: str
    item: Item
    record: Record
    repeats: tuple[Repeat, ...]


@dataclass(frozen=True, slots=True)
class ExposedItem:
    """One line of an exposure, down to a single item."""

    path: str
    period: Period
    place: Place


@dataclass(frozen=True, slots=True)
class Exposure:
    """The items that these queriers may use for these procedures; all names are kinds, groups are resolved."""

    area: str
    queriers: tuple[str, ...]
    procedures: tuple[str, ...]
    providers: tuple[str, ...]
    items: tuple[ExposedItem, ...]
    period: Period
    place: Place


@dataclass(frozen=True, slots=True)
class ItemSet:
    """A named set of items of one area; `items` are their paths, sets within sets resolved."""

    name: str
    label: str
    items: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Area:
    """業務分野, with what its layout holds."""

    name: str
    code: str
    label: str
    ministry: str
    providers: tuple[str, ...]
    law: str
    deadlines: tuple[Deadline, ...]
    retention: Retention | None
    basis: str
    note: str | None
    records: tuple[Record, ...]
    exposures: tuple[Exposure, ...]
    period: Period
    place: Place
    sets: tuple[ItemSet, ...] = ()

    def items(self) -> Iterator[FoundItem]:
        """Every item in the order of the layout; a path comes twice if the item was declared for two periods."""

        def inside(
            members: tuple[Item | Repeat, ...], prefix: str, record: Record, repeats: tuple[Repeat, ...]
        ) -> Iterator[FoundItem]:
            for member in members:
                path = f"{prefix}.{member.name}"
                if isinstance(member, Item):
                    yield FoundItem(path, member, record, repeats)
                else:
                    yield from inside(member.members, path, record, (*repeats, member))

        for record in self.records:
            yield from inside(record.members, record.name, record, ())


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of institution, as querier or provider: 国民健康保険組合."""

    name: str
    label: str
    place: Place


@dataclass(frozen=True, slots=True)
class Group:
    """Kinds that a text names with one word: 医療保険者. `kinds` is resolved through groups in groups."""

    name: str
    label: str
    kinds: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Ministry:
    name: str
    label: str
    place: Place


@dataclass(frozen=True, slots=True)
class Procedure:
    """事務: what a querier asks for. `rows` are the rows of the legal table that allow it."""

    name: str
    label: str
    queriers: tuple[str, ...]
    law: str
    rows: tuple[str, ...]
    period: Period
    place: Place


@dataclass(frozen=True, slots=True)
class System:
    """情報システム; `procedures` None serves every procedure of its institution, `count` systems stand behind the line."""

    name: str
    count: int
    procedures: tuple[str, ...] | None
    place: Place


@dataclass(frozen=True, slots=True)
class Institution:
    """機関; `acts_for` are further kinds whose institutions use its systems."""

    name: str
    kind: str
    systems: tuple[System, ...]
    place: Place
    acts_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Start:
    """開始時期: when institutions of these kinds, or only these systems of theirs, start the exchange as `role` (None: both).

    `between` is the earliest and the latest day that it can be, the same day where it is known; not `decided` has neither.
    """

    kinds: tuple[str, ...]
    role: str | None
    systems: tuple[str, ...]
    between: Period
    decided: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Waiver:
    """免除: findings of one rule that are known and borne, until a day.

    It is for a line of a text (path, number from 0), or for one finding by its fingerprint, or for all with this subject.
    """

    rule: str
    subject: Subject
    fingerprint: str | None
    line: tuple[str, int] | None
    reason: str
    reference: str
    period: Period
    place: Place


@dataclass(frozen=True, slots=True)
class Selection:
    """Areas that are counted together, and why: `note`."""

    name: str
    areas: tuple[str, ...]
    note: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Edition:
    """版: a name for a day."""

    name: str
    day: date
    place: Place


@dataclass(frozen=True, slots=True)
class Information:
    """A kind of information that a line of the table names, and the areas that hold it."""

    text: str
    areas: tuple[str, ...]
    period: Period


@dataclass(frozen=True, slots=True)
class LegalLine:
    """One provider's line in a row (項) of the legal table, 番号法別表第二 for instance."""

    table: str
    row: str
    line: int
    queriers: tuple[str, ...]
    procedure: str
    providers: tuple[str, ...]
    information: tuple[Information, ...]
    period: Period
    confidence: str
    basis: str
    place: Place


@dataclass(frozen=True, slots=True)
class Requirement:
    """What the querier's side must be able to read from the item; None or empty where it asks for nothing."""

    type: ItemType | None = None
    values: tuple[str, ...] = ()
    times: int | None = None
    always: bool = False


@dataclass(frozen=True, slots=True)
class Need:
    """One item that one querier's procedure needs from an area, as the querier states it."""

    querier: str
    procedure: str
    area: str
    item: str
    why: str
    cite: str
    place: Place
    requirement: Requirement = Requirement()
    reach: Duration | None = None
    at_most: Duration | None = None
    fallback: str | None = None
    period: Period = ALWAYS
