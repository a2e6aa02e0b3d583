"""Measures layoutc beside lark alone, other generators, an empty Python and hand-written models.

python bench/run.py [--write] [--sizes 1,10,100] [--runs N] [--tools-up-to N] [--patience SECONDS]
"""

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import corpus, tables
from bench.generators import Other, generators
from bench.measure import FailedError, run
from bench.probes import ROOT, WARM, Bench, probes
from bench.rows import read_by, rows
from bench.tables import Row


def measure(size: int, runs: int, patience: float, with_tools: bool, above: Path) -> tuple[Bench, list[Other]]:
    bench = Bench(size, corpus.multiply(above / f"times{size}", size))
    say(f"x{size}: layouts made")
    bench.python(WARM)
    for number in range(runs):
        for name, probe in probes(bench):
            bench.taken.setdefault(name, []).append(probe())
        say(f"x{size}: round {number + 1} of {runs}")
    others: list[Other] = []
    if with_tools:
        model = above / f"model{size}"
        model.mkdir()
        for other in generators(bench, model, min(runs, 3) if size == 1 else 1, patience):
            others.append(other)
            say(f"x{size}: {other.name} on {other.model}")
    return bench, others


def validation(bench: Bench, runs: int) -> list[Row]:
    path = {"PYTHONPATH": os.pathsep.join([str(ROOT), bench.packages["PYTHONPATH"]])}
    _, output = run([sys.executable, "-m", "bench.validation", str(runs)], ROOT, path)
    return [
        row
        for how, measured in json.loads(output).items()
        for each in measured
        for row in read_by(each, how == "equal")
    ]


def conditions(runs: int) -> str:
    names = ("lark", "pydantic", "ruamel.yaml", "datamodel-code-generator", "linkml")
    known = {each.metadata["Name"].lower(): each.version for each in metadata.distributions() if each.metadata["Name"]}
    found = ", ".join(f"{name} {known[name]}" for name in names if name in known)
    busy = f", {os.getloadavg()[0]:.1f} processes waiting for them" if hasattr(os, "getloadavg") else ""
    times = "one run" if runs == 1 else f"medians of {runs} runs"
    return f"{times}; Python {platform.python_version()}, {found}; {os.cpu_count()} processors{busy}."


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def show(name: str, head: str, found: Sequence[Row], write: bool) -> None:
    text = f"{head}\n\n{tables.table(found)}\n\n{tables.missed(found)}"
    print(f"{text}\n", flush=True)
    if write:
        tables.put(name, text)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--sizes", default="1,10,100", help="how many times the corpus, with commas between")
    parser.add_argument("--runs", type=int, default=7, help="rounds at ×1; fewer at the larger sizes")
    parser.add_argument(
        "--patience", type=float, default=600, help="CPU seconds after which another generator is stopped"
    )
    parser.add_argument(
        "--tools-up-to", type=int, default=10, help="the largest size for the other generators; 0 for none"
    )
    parser.add_argument("--write", action="store_true", help="put the tables into bench/README.md")
    chosen = parser.parse_args()
    smaller: Bench | None = None
    with tempfile.TemporaryDirectory(prefix="layoutc-bench-") as above:
        for size in map(int, chosen.sizes.split(",")):
            runs = max(1, chosen.runs // {1: 1, 10: 2}.get(size, 7))
            try:
                bench, others = measure(size, runs, chosen.patience, size <= chosen.tools_up_to, Path(above))
                show(f"x{size}", f"×{size}: {conditions(runs)}", list(rows(bench, others, smaller)), chosen.write)
                if smaller is None:
                    readings = max(chosen.runs, 15)
                    show("validation", conditions(readings), validation(bench, readings), chosen.write)
            except FailedError as failed:
                say(str(failed))
                return 2
            smaller = bench
    return 0


if __name__ == "__main__":
    sys.exit(main())
