"""Layouts, documents and whole small projects, changed at random: nothing is raised, nothing hangs, every finding is in its file.

python -m tests.attacks.fuzz --runs 1000000 --jobs 2     a long run by hand; the same seed makes the same texts
python -m tests.attacks.fuzz --seed 7 --only 4711        one of them again
"""

import argparse
import signal
import sys
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from multiprocessing import Pool
from pathlib import Path
from random import Random
from time import process_time

from layoutc import project
from layoutc.checks.registry import RULES
from layoutc.emit.definitions import pairs
from layoutc.emit.registry import NAMES, emit
from layoutc.findings import Finding
from layoutc.project.files import Content
from layoutc.reports import concise, github, json, junit, matrix_html, sarif
from layoutc.reports import text as report
from layoutc.source import SourceFile
from layoutc.syntax import documents, grammar, plain_yaml, reader
from layoutc.syntax.formatter import format_text
from layoutc.syntax.limits import MAX_FINDINGS
from layoutc.syntax.parser import parse
from tests.attacks.mutations import DOCUMENT_FILES, KINDS, LAYOUT_FILES, made, made_project
from tests.projects import base_text

DAYS = (date(2017, 7, 31), date(2017, 7, 31), date.min, date.max)
DOCUMENTS: dict[str, documents.DocumentKind] = {
    "registry": "registry",
    "law": "law",
    "needs": "needs",
    "waivers": "waivers",
}
WEIGHTS = (4, 2, 1, 2, 1, 4)  # of KINDS
MOST = 2.0  # CPU seconds for one text, which takes some milliseconds; the alarm that ends a hang
BATCH = 500


class Fault(Exception):  # noqa: N818  what the fuzzer looks for
    pass


@dataclass(slots=True)
class Tally:
    """What was tried and what came of it."""

    tried: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    clean: int = 0
    slowest: tuple[float, int] = (0.0, -1)
    faults: list[tuple[int, str]] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        self.tried += other.tried
        self.rules += other.rules
        self.clean += other.clean
        self.slowest = max(self.slowest, other.slowest)
        self.faults += other.faults


def run(seed: int, numbers: Iterable[int], *, most: float = MOST) -> Tally:
    """Tries the texts of these numbers; what is raised or takes too long is a fault."""
    tally = Tally()
    for number in numbers:
        start = process_time()
        chance = Random(f"{seed}/{number}")
        kind = chance.choices(KINDS, WEIGHTS)[0]
        tally.tried[kind] += 1
        try:
            with ended_after(most):
                found = tried(kind, chance)
        except Exception:
            tally.faults.append((number, f"{kind}\n{traceback.format_exc(limit=-3)}"))
            continue
        tally.rules.update({each.rule.id for each in found})
        tally.clean += not found
        tally.slowest = max(tally.slowest, (process_time() - start, number))
    return tally


def tried(kind: str, chance: Random) -> tuple[Finding, ...]:
    if kind == "project":
        return _project(made_project(chance), chance)
    text = made(kind, chance)
    return _layout(text, chance) if kind == "layout" else _document(text, DOCUMENTS[kind])


def _layout(text: str, chance: Random) -> tuple[Finding, ...]:
    source = SourceFile("layouts/areas/x.layout", text)
    found = parse(source).findings
    stand_inside(found)
    formatted = format_text(source) if not found else None
    if formatted is not None and format_text(SourceFile(source.path, formatted)) != formatted:
        raise Fault("formatting twice changes something")
    if (
        not found
        and chance.random() < 0.2
        and reader.read(f"{text}\n", "start") not in (None, grammar.lark().parse(f"{text}\n", start="start"))
    ):
        raise Fault("the quick reader makes something else of it than lark")
    return found


def _document(text: str, kind: documents.DocumentKind) -> tuple[Finding, ...]:
    source = SourceFile(f"layouts/{kind}/x.yaml", text)
    document = documents.read_document(source, kind)
    stand_inside(document.findings)
    if document.root is None and not document.findings:
        raise Fault("a document is refused without a word")
    quick = plain_yaml.compose(text)
    if quick is not None and quick != documents._compose(source, []):
        raise Fault("read line by line it says something else than through libyaml")
    return document.findings


@cache
def _base() -> dict[str, Content]:
    paths = (*LAYOUT_FILES, *DOCUMENT_FILES.values())
    return {path: _content(path, base_text(path)) for path in paths}


def _content(path: str, text: str) -> Content:
    folder = path.partition("/")[0].removesuffix(".yaml")
    data = text.encode("utf-8", "surrogatepass")
    return Content(folder, f"layouts/{path}", len(data), data)


def _project(files: dict[str, str], chance: Random) -> tuple[Finding, ...]:
    read = _base() | {path: _content(path, text) for path, text in files.items()}
    loaded = project.load(".", list(read.values()))
    stand_inside(loaded.findings)
    day = chance.choice(DAYS)
    made_report = project.check(loaded, day)
    stand_inside(made_report.findings)
    language = chance.choice(("ja", "en"))
    match chance.randrange(8):
        case 0:
            json.render(made_report), concise.render(made_report, language)
        case 1:
            sarif.render(made_report, RULES, language, "0"), github.render(made_report, language)
        case 2:
            junit.render(made_report, RULES, language)
            matrix_html.render(loaded.catalog.at(day), made_report.verdicts, language)
        case _:
            report.render(made_report, language, colour=chance.random() < 0.5)
    if not loaded.findings and chance.random() < 0.2:
        catalog = loaded.catalog.at(day)
        for name in NAMES:
            for artifact in emit(catalog, [name]):
                artifact.data  # noqa: B018  the text is made when it is asked for
        pairs(catalog)
    return made_report.findings


def stand_inside(findings: Iterable[Finding]) -> None:
    """Every place is in its file, every text is there, nothing is told twice, and no file has more findings than are shown of one."""
    of_file: Counter[str] = Counter()
    told: set[tuple[object, ...]] = set()
    for found in findings:
        of_file[found.place.file.path] += 1
        said = (found.rule.id, found.place.file.path, found.place.span, found.message, found.subject)
        if said in told:
            raise Fault(f"{found.rule.id} is told twice: {found.message.en}")
        told.add(said)
        for place in (found.place, *(each.place for each in found.related)):
            if not 0 <= place.span.start <= place.span.end <= len(place.file.text):
                raise Fault(f"{found.rule.id} stands outside its file: {place.span}")
        if not (found.message.ja and found.message.en and found.help.ja and found.help.en):
            raise Fault(f"{found.rule.id} says nothing")
    if of_file and max(of_file.values()) > 3 * (MAX_FINDINGS + 1):  # of reading, of resolving, of the cross-check
        raise Fault("a file with more findings than are shown of one")


@contextmanager
def ended_after(seconds: float) -> Iterator[None]:
    """Raises a Fault in what takes more CPU time; where the system has no such alarm, it is only measured."""

    def ring(*_: object) -> None:
        raise Fault(f"more than {seconds} s of CPU time")

    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGVTALRM, ring)
    left, _ = signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
        signal.setitimer(signal.ITIMER_VIRTUAL, left)  # of an alarm around this one


def _batch(job: tuple[int, int, int]) -> Tally:
    seed, first, last = job
    return run(seed, range(first, last))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="the number of one text")
    parser.add_argument("--faults", type=Path, help="a file to which faults are added as they are found")
    asked = parser.parse_args()
    total = Tally()
    if asked.only is not None:
        total.add(run(asked.seed, [asked.only]))
    else:
        jobs = [(asked.seed, first, min(first + BATCH, asked.runs)) for first in range(0, asked.runs, BATCH)]
        with Pool(asked.jobs) as pool:
            for done, tally in enumerate(pool.imap_unordered(_batch, jobs), 1):
                total.add(tally)
                if tally.faults and asked.faults:
                    with asked.faults.open("a", encoding="utf-8", errors="backslashreplace") as file:
                        file.writelines(f"{number}: {fault}\n" for number, fault in tally.faults)
                if done % 200 == 0:
                    print(f"{sum(total.tried.values())} tried, {len(total.faults)} faults", file=sys.stderr, flush=True)
    for number, fault in total.faults[:20]:
        print(f"== {number}: {fault}")
    print(f"tried {sum(total.tried.values())}: {', '.join(f'{kind} {count}' for kind, count in total.tried.items())}")
    print(
        f"without a finding {total.clean}; rules met {len(total.rules)}; slowest {total.slowest[0]:.2f} s (number {total.slowest[1]})"
    )
    print(f"faults {len(total.faults)}")
    return 1 if total.faults else 0


if __name__ == "__main__":
    sys.exit(main())
