"""Puts generated answers of every definition to every engine and counts what they say, which must be the same.

python -m bench.agreement [--records N] [--jobs N] [--pair PROVIDER/QUERIER] [--table]
Exit code 1 if an engine disagrees where no exception of docs/formats.md covers it.
"""

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.agreement.counting import Counts, Row, run
from tests.agreement.engines import ENGINES
from tests.agreement.subject import Subject

from layoutc import project
from layoutc.catalog.catalog import Catalog
from layoutc.emit.definitions import Pair, pairs
from layoutc.emit.registry import emit
from layoutc.project.clock import today

ROOT = Path(__file__).resolve().parent.parent
TASKS = 16  # for each process, at least: no large pair keeps the others waiting, and few are prepared twice


@dataclass(frozen=True, slots=True)
class Task:
    """Some definitions of a pair; `turn` is the number of the first one among all."""

    pair: int
    first: int
    after: int
    turn: int


@cache  # once a process
def _corpus(further: Path) -> tuple[Subject, tuple[Pair, ...]]:
    loaded = project.load(ROOT)
    catalog = loaded.catalog.at(today())
    return Subject(catalog, loaded.catalog.codes, ROOT / "generated", further), pairs(catalog)


def _run(further: Path, task: Task, count: int) -> list[Row]:
    subject, found = _corpus(further)
    pair = found[task.pair]
    return list(run(subject, pair, pair.definitions[task.first : task.after], count, task.turn))


def _tasks(found: Sequence[Pair], chosen: Sequence[str], least: int) -> Iterator[Task]:
    """`least` tasks or a few more; to begin one an engine prepares all definitions of its pair."""
    wanted = [pair for pair in found if not chosen or f"{pair.provider}/{pair.querier}" in chosen]
    most = -(-sum(len(pair.definitions) for pair in wanted) // least)
    turn = 0
    for number, pair in enumerate(found):
        if pair in wanted:
            for first in range(0, len(pair.definitions), most):
                yield Task(number, first, min(first + most, len(pair.definitions)), turn + first)
        turn += len(pair.definitions)


def _put(catalog: Catalog, folder: Path) -> None:
    """The files that `generated/` does not hold."""
    for artifact in emit(catalog, ["xsd"]):
        (folder / artifact.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / artifact.path).write_bytes(artifact.data)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--records", type=int, default=20_000, help="answers of all definitions together (default: %(default)s)"
    )
    parser.add_argument(
        "--jobs", type=int, default=os.cpu_count() or 1, help="processes (default: one for each processor)"
    )
    parser.add_argument(
        "--pair", action="append", default=[], metavar="PROVIDER/QUERIER", help="only this pair (may repeat)"
    )
    parser.add_argument("--table", action="store_true", help="a line for every definition and engine")
    options = parser.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subject, found = _corpus(folder)
        tasks = list(_tasks(found, options.pair, TASKS * options.jobs))
        definitions = sum(task.after - task.first for task in tasks)
        if not definitions:
            parser.error(f"no such pair: {', '.join(options.pair)}")
        _put(subject.catalog, folder)
        count = -(-options.records // definitions)
        rows: list[Row] = []
        with ProcessPoolExecutor(options.jobs) as pool:
            for done in as_completed([pool.submit(_run, folder, task, count) for task in tasks]):
                rows += done.result()
                if sys.stderr.isatty():
                    print(f"\r{len(rows) // len(ENGINES)} of {definitions} definitions", end="", file=sys.stderr)
    if options.table:
        print("\n".join(_table(sorted(rows, key=lambda row: (row.pair, row.definition)))), end="\n\n")
    print("\n".join(_summary(rows, definitions, count)))
    used = sum(
        resource.getrusage(who).ru_utime + resource.getrusage(who).ru_stime
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(f"\n{used:.0f} s of CPU in all, {time.monotonic() - started:.0f} s on {options.jobs} processes.")
    return 1 if any(row.counts.open for row in rows) else 0


def _table(rows: Sequence[Row]) -> Iterator[str]:
    yield "| pair | definition | engine | answers | accepted | refused | disagreements | covered by |"
    yield "| --- | --- | --- | --: | --: | --: | --: | --- |"
    for row in rows:
        found = row.counts
        numbers = f"{found.records} | {found.accepted} | {found.refused} | {found.disagreements}"
        yield f"| {row.pair} | {row.definition} | {row.engine} | {numbers} | {_covered(found)} |"


def _summary(rows: Sequence[Row], definitions: int, count: int) -> Iterator[str]:
    totals = {engine.name: Counts() for engine in ENGINES}
    for row in rows:
        totals[row.engine].add(row.counts)
    yield f"{definitions} definitions, {count} answers each: {definitions * count} answers."
    yield ""
    yield "| engine | answers | accepted | refused | not shown | disagreements | covered by | not covered | CPU s | of it preparing | µs an answer |"
    yield "| --- | --: | --: | --: | --: | --: | --- | --: | --: | --: | --: |"
    for name, found in totals.items():
        numbers = f"{found.records} | {found.accepted} | {found.refused} | {found.not_shown} | {found.disagreements}"
        times = (
            f"{found.cpu + found.preparing:.1f} | {found.preparing:.1f} | {found.cpu / max(found.records, 1) * 1e6:.0f}"
        )
        yield f"| {name} | {numbers} | {_covered(found)} | {found.open} | {times} |"
    for name, found in totals.items():
        yield from (f"\n{name}: {line}" for line in found.uncovered[:5])


def _covered(counts: Counts) -> str:
    return ", ".join(f"`{name}` {times}" for name, times in sorted(counts.covered.items()))


if __name__ == "__main__":
    sys.exit(main())
