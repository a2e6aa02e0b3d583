"""What all planted defects share: the defect itself, the edits of lines, and what must be found when exposures fall."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tests.planted.corpus import Edits, Key
from tests.planted.facts import Exposed, Facts, Need, holds

DAY = "2026-04-01"  # nothing is found in the corpus as it stands
BEFORE, AFTER = "2026-03-31", "2026-04-02"
REPORT_DAY = "2017-07-31"  # the day of the report, with its own findings

LAW = "law/table2.yaml"
_LEGAL_LINES_A_FILE = 12

Gone = Iterable[tuple[tuple[str, str, str, str], str, int]]  # who may no longer use which item by which line


@dataclass(frozen=True, slots=True)
class Defect:
    """`edits` break what the corpus with `given` satisfies; they cause `expected` and end `ended`, and nothing else."""

    name: str
    edits: Edits
    expected: Counter[Key]
    given: Edits = field(default_factory=dict)
    ended: Counter[Key] = field(default_factory=Counter)
    day: str = DAY


Family = Callable[[Facts], Iterator[Defect]]


def keys(rule: str, *subjects: tuple[str, ...]) -> Counter[Key]:
    """Subjects as (area, provider, querier, procedure, item)."""
    return Counter({(rule, *subject): 1 for subject in subjects})


def put(facts: Facts, path: str, lines: Mapping[int, str | None]) -> dict[str, str]:
    """The file with these lines replaced, by number; a new line may hold several, None takes it out."""
    old = facts.texts[path].split("\n")
    changed = [lines.get(number, line) for number, line in enumerate(old)]
    return {path: "\n".join(line for line in changed if line is not None)}


def dated(line: str, clause: str) -> str:
    """A line of a layout with `since` or `until` behind what it says."""
    if line.rstrip().endswith("{"):
        return f"{line.rstrip()[:-1].rstrip()} {clause} {{"
    said, mark, comment = line.partition("  #")
    return f"{said} {clause}{mark}{comment}"


def dates_of(clause: str) -> tuple[tuple[str, str]]:
    word, value = clause.split()
    return ((word, value),)


OUTSIDE = (f"since {AFTER}", f"until {BEFORE}")
INSIDE = (f"since {DAY}", f"until {DAY}")


def ends(clause: str) -> bool:
    """Whether what bears the clause does not hold on DAY."""
    return not holds(dates_of(clause), DAY)


def fallen(facts: Facts, gone: Gone, day: str = DAY) -> Counter[Key]:
    """What is found when these may no longer be used: the needed ones that no other line of theirs exposes."""
    before, needed = facts.exposed(day), facts.needed(day)
    exposed = dict(before)
    touched: dict[tuple[str, str, str, str], None] = {}
    for subject, path, line in gone:
        if path in before.get(subject, {}):
            if exposed[subject] is before[subject]:
                exposed[subject] = dict(before[subject])
            exposed[subject][path] = exposed[subject][path] - {line}
        area, _, querier, procedure = subject
        touched[area, querier, procedure, path] = None
    found: Counter[Key] = Counter()
    for area, querier, procedure, path in touched:
        if (area, querier, procedure, path) in needed:
            found += not_exposed(facts, exposed, area, querier, procedure, path, day)
    return found


def not_exposed(
    facts: Facts, exposed: Exposed, area: str, querier: str, procedure: str, path: str, day: str = DAY
) -> Counter[Key]:
    """A finding for each provider that may be asked and lacks it; one without a provider if it is all of several."""
    providers = facts.providers(area, querier, procedure, day)
    lacking = [each for each in providers if not exposed.get((area, each, querier, procedure), {}).get(path)]
    if len(lacking) == len(providers) > 1:
        lacking = [""]
    return keys("need.not-exposed", *((area, each, querier, procedure, path) for each in lacking))


def missing(facts: Facts, area: str, paths: Iterable[str], day: str = DAY) -> Counter[Key]:
    """What is found when the layout no longer holds these items."""
    gone = set(paths)
    subjects = ((each[0], "", *each[1:]) for each in facts.needed(day) if each[0] == area and each[3] in gone)
    return keys("need.missing", *subjects)


def standing(needs: Iterable[Need], day: str = DAY) -> Iterator[Need]:
    return (need for need in needs if holds(need.dates, day))


def with_law_in_parts(texts: Mapping[str, str]) -> dict[str, str]:
    """The legal table in several files, so that a change of one line makes a small one to read again."""
    head, *lines = texts[LAW].split("\n  - row:")
    parts = {path: text for path, text in texts.items() if path != LAW}
    for index, line in enumerate(lines):
        name = legal_part(index)
        parts[name] = f"{parts.get(name, head)}\n  - row:{line}"
    return parts


def legal_part(index: int) -> str:
    return f"law/table2-{index // _LEGAL_LINES_A_FILE}.yaml"


def legal_line(facts: Facts, index: int) -> str:
    """The text of a line of the legal table."""
    return "\n  - row:" + facts.texts[LAW].split("\n  - row:")[index + 1]


def put_legal_line(facts: Facts, index: int, text: str) -> dict[str, str]:
    name = legal_part(index)
    return {name: with_law_in_parts(facts.texts)[name].replace(legal_line(facts, index), text)}
