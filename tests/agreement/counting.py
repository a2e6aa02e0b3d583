"""Puts answers to the engines and counts what they say."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from layoutc.emit.definitions import Definition, Pair
from tests.agreement.covered import covering, unsayable
from tests.agreement.engines import ENGINES, Engine, cpu_seconds
from tests.agreement.subject import Sample, Subject, samples

AT_ONCE = 500  # answers held in memory
_SHOWN = 3  # of the disagreements of an engine on a definition that nothing covers
_LONGEST = 600


@dataclass
class Counts:
    """What one engine said of a number of answers. `covered` counts disagreements by the exception that covers them.

    `not_shown` counts wrong answers that its format can't carry; they are among the refused.
    """

    records: int = 0
    not_shown: int = 0
    accepted: int = 0
    disagreements: int = 0
    covered: Counter[str] = field(default_factory=Counter)
    cpu: float = 0.0
    preparing: float = 0.0
    uncovered: list[str] = field(default_factory=list)

    @property
    def refused(self) -> int:
        return self.records - self.accepted

    @property
    def open(self) -> int:
        """Disagreements that no exception covers."""
        return self.disagreements - self.covered.total()

    def add(self, other: "Counts") -> None:
        self.records += other.records
        self.not_shown += other.not_shown
        self.accepted += other.accepted
        self.disagreements += other.disagreements
        self.covered += other.covered
        self.cpu += other.cpu
        self.preparing += other.preparing
        self.uncovered += other.uncovered


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table."""

    pair: str
    definition: str
    engine: str
    counts: Counts


def run(
    subject: Subject,
    pair: Pair,
    definitions: Sequence[Definition],
    count: int,
    turn: int = 0,
    engines: Sequence[Engine] = ENGINES,
) -> Iterator[Row]:
    """`count` answers of each of these definitions of the pair to every engine; `turn` is the number of the first definition."""
    prepared = []
    for engine in engines:
        before = cpu_seconds()
        judge = engine.prepare(subject, pair)
        prepared.append((engine, judge, cpu_seconds() - before))
    for at, definition in enumerate(definitions, turn):
        found = {engine.name: Counts() for engine in engines}
        if at == turn:
            for engine, _, preparing in prepared:
                found[engine.name].preparing = preparing
        answers = samples(subject, definition, count, at)
        seen = at * count
        while batch := list(islice(answers, AT_ONCE)):
            for engine, judge, _ in prepared:
                shown = [sample for place, sample in enumerate(batch, seen) if place % engine.every == 0]
                if shown:
                    before = cpu_seconds()
                    said = judge(definition, shown)
                    found[engine.name].cpu += cpu_seconds() - before
                    _count(found[engine.name], engine, shown, said, subject)
            seen += len(batch)
        for name, counts in found.items():
            yield Row(f"{pair.provider}/{pair.querier}", definition.name, name, counts)


def _count(counts: Counts, engine: Engine, shown: Sequence[Sample], said: Sequence[bool], subject: Subject) -> None:
    counts.records += len(shown)
    counts.accepted += sum(said)
    for sample, accepted in zip(shown, said, strict=True):
        if engine.format == "xsd" and sample.xml is None:
            counts.not_shown += 1
            agrees = unsayable(sample)
        else:
            agrees = accepted is sample.right
        if agrees:
            continue
        counts.disagreements += 1
        exception = covering(engine.name, engine.format, sample, subject.catalog.codes, accepted=accepted)
        if exception:
            counts.covered[exception] += 1
        elif len(counts.uncovered) < _SHOWN:
            counts.uncovered.append(_told(sample, accepted=accepted))


def _told(sample: Sample, *, accepted: bool) -> str:
    broken = f"breaks {sample.rule} at {'/'.join(map(str, sample.path))}" if sample.rule else "is right"
    text = sample.text if len(sample.text) < _LONGEST else f"{sample.text[:_LONGEST]}…"
    return f"{'accepts' if accepted else 'refuses'} what {broken}: {sample.definition.name} {text}"
