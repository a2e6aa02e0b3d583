"""Measures layoutc beside lark alone, other generators, an empty Python and hand-written models.

python bench/run.py [--write] [--sizes 1,10,100] [--runs N] [--tools-up-to N] [--patience SECONDS]
"""

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import corpus, equivalent, tables
from bench.measure import FailedError, Times, median, run
from bench.tables import Row
from layoutc import project
from layoutc.project import clock

ROOT = Path(__file__).resolve().parent.parent
PAIR = "municipality.nhi_society"
WARM = (
    "import layoutc.project.loading, layoutc.emit.output, layoutc.emit.registry, layoutc.checks.registry, jsonschema_rs"
)
BUILT = f"from layoutc_models.{PAIR} import LocalTaxForNhiBenefit\nLocalTaxForNhiBenefit.model_rebuild()"
BESIDE = Path(sys.executable).parent
LAYOUTC = [sys.executable, "-m", "layoutc"]
PYDANTIC = "from pydantic import BaseModel\nclass Model(BaseModel):\n    name: int\n"
JSON_SCHEMA = ["datamodel-codegen", "--input-file-type", "jsonschema", "--output-model-type", "pydantic_v2.BaseModel"]
JSON_SCHEMA += ["--target-python-version", "3.11", "--disable-timestamp", "--input"]
Probe = Callable[[], Times]


@dataclass
class Bench:
    """A corpus of one size in a temporary folder, and what was measured on it, by name."""

    size: int
    folder: Path
    taken: dict[str, list[Times]] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Times:
        return median(self.taken[name])

    @property
    def packages(self) -> dict[str, str]:
        return {"PYTHONPATH": str(self.folder / "generated")}

    @property
    def cache(self) -> Path:
        """Beside the project: inside it layoutc would not use it."""
        return self.folder.with_name(f"{self.folder.name}-cache")

    def layoutc(self, *arguments: str) -> Times:
        return run([*LAYOUTC, *arguments], self.folder, {"LAYOUTC_CACHE_DIR": str(self.cache), "LAYOUTC_LANG": "en"})[0]

    def python(self, code: str) -> Times:
        return run([sys.executable, "-c", code], self.folder, self.packages)[0]

    def cold(self) -> Times:
        """What was written before is put away, not deleted: ext4 makes files slowly where many were deleted a moment ago."""
        away = Path(tempfile.mkdtemp(dir=self.folder.parent))
        for each in (*self.folder.iterdir(), self.cache):
            if each.name != "layouts" and each.exists():
                each.rename(away / each.name)
        return self.layoutc("compile")

    def edited(self) -> Times:
        """Another label for an item that is exposed, and compile."""
        path = self.folder / "layouts" / "areas" / "tax_and_residents" / "local_tax.layout"
        text = path.read_text("utf-8")
        one, other = '"総所得金額"', '"総所得の金額"'
        if (one in text) == (other in text):
            raise FailedError(f"{path.name} has no item to rename")
        path.write_text(text.replace(one, other) if one in text else text.replace(other, one), "utf-8", newline="\n")
        return self.layoutc("compile")

    def lark(self) -> Times:
        """The whole process; the parsing alone is kept under a name of its own."""
        whole, output = run([sys.executable, str(ROOT / "bench" / "lark_alone.py"), "."], self.folder)
        self.taken.setdefault("parsing", []).append(Times(**json.loads(output)))
        return whole

    def any_day(self) -> Times:
        """The slowest check of a day, in a process that has read the files."""
        _, output = run([sys.executable, str(ROOT / "bench" / "any_day.py"), "."], self.folder)
        return Times(**json.loads(output))

    def pairs(self) -> list[str]:
        folder = self.folder / "generated" / "layoutc_models"
        return [f"{path.parent.name}.{path.stem}" for path in sorted(folder.glob("[a-z]*/[a-z]*.py"))]

    def import_all(self) -> Times:
        program = self.folder.with_name(f"{self.folder.name}-imports.py")  # too long for a command line from ×10 on
        program.write_text("\n".join(f"import layoutc_models.{pair}" for pair in self.pairs()), "utf-8")
        return run([sys.executable, str(program)], self.folder, self.packages)[0]

    def largest(self) -> str:
        folder = self.folder / "generated" / "layoutc_models"
        return max(self.pairs(), key=lambda pair: (folder / f"{pair.replace('.', '/')}.py").stat().st_size)


def probes(bench: Bench) -> Iterator[tuple[str, Probe]]:
    """In this order in each round: a compile that finds nothing changed comes behind one that wrote everything."""
    yield "lark", bench.lark
    yield "cold", bench.cold
    yield "unchanged", lambda: bench.layoutc("compile")
    yield "without cache", lambda: bench.layoutc("compile", "--no-cache")
    yield "edited", bench.edited
    yield "first check", lambda: bench.layoutc("check")
    yield "check", lambda: bench.layoutc("check")
    if bench.size == 1:
        yield "any day", bench.any_day
    yield "version", lambda: bench.layoutc("--version")
    yield "empty", lambda: bench.python("pass")
    yield "first", bench.import_all
    yield "pydantic", lambda: bench.python(PYDANTIC)
    yield "pair", lambda: bench.python(f"import layoutc_models.{PAIR}")
    yield "built", lambda: bench.python(BUILT)
    yield "largest", lambda: bench.python(f"import layoutc_models.{bench.largest()}")
    yield "all", bench.import_all


@dataclass(frozen=True, slots=True)
class Other:
    """Another generator's run: its name in the table, what it read, its times (None: not installed)."""

    name: str
    model: str
    times: Times | None


def generators(bench: Bench, folder: Path, runs: int, patience: float) -> Iterator[Other]:
    """Other generators on two equivalent models, and on the JSON Schemas that `compile` wrote.

    Each is given `patience` CPU seconds, or a little more than 40 times what compile took. What runs for long runs once.
    """
    loaded = project.load(bench.folder)
    most = max(10.0, min(patience, 42 * bench["cold"].cpu))
    models = {
        "each item once": (equivalent.of_areas(loaded), runs),
        "every pair, as `compile` writes": (equivalent.of_pairs(loaded, clock.today()), 1),
    }
    for number, (about, (model, times)) in enumerate(models.items()):
        inside = folder / str(number)
        inside.mkdir()
        schema = str(equivalent.write_json_schema(model, inside / "schema.json"))
        linkml = str(equivalent.write_linkml(model, inside / "linkml.yaml"))
        out = ["--output", str(inside / "models.py")]
        for name, command in (
            ("datamodel-code-generator, as it comes", [*JSON_SCHEMA, schema, *out]),
            (
                "datamodel-code-generator, `--formatters builtin`",
                [*JSON_SCHEMA, schema, "--formatters", "builtin", *out],
            ),
            ("LinkML `gen-pydantic`", ["gen-pydantic", linkml]),
            ("LinkML `gen-json-schema`", ["gen-json-schema", linkml]),
        ):
            yield Other(name, f"{about}: {model.size}", timed(command, inside, times, most))
    package = ["--class-name", "Answer", "--output", str(folder / "package")]
    command = [*JSON_SCHEMA, str(bench.folder / "generated" / "jsonschema"), *package]
    yield Other("datamodel-code-generator", "the JSON Schemas that `compile` wrote", timed(command, folder, 1, most))


def timed(command: Sequence[str], folder: Path, runs: int, most: float) -> Times | None:
    tool = BESIDE / command[0]
    if not tool.exists():
        return None
    return median([run([str(tool), *command[1:]], folder, most=most)[0] for _ in range(runs)])


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


def seconds(value: float) -> str:
    return f"{value:.3f}" if value < 1 else f"{value:.2f}" if value < 100 else f"{value:.0f}"


def plain(what: str, times: Times, compared: str = "") -> Row:
    mark = "over " if times.stopped else ""
    return Row(what, mark + seconds(times.cpu), mark + seconds(times.wall), compared)


def at_most(what: str, times: Times, limit: float, over: Times | None = None, name: str = "") -> Row:
    """A limit in seconds of CPU time, over something else if given."""
    spent = times.cpu - (over.cpu if over else 0)
    compared = f"{spent * 1000:.0f} ms" + (f" over {name}" if over else "")
    return Row(what, seconds(times.cpu), seconds(times.wall), compared, f"{limit * 1000:.0f} ms", spent <= limit)


def times_of(what: str, shown: Times, ratio: float, than: str, limit: str = "", holds: bool | None = None) -> Row:
    compared = f"{'over ' if shown.stopped else ''}{ratio:.2f} × {than}"
    mark = "over " if shown.stopped else ""
    return Row(what, mark + seconds(shown.cpu), mark + seconds(shown.wall), compared, limit, holds)


def rows(bench: Bench, others: Sequence[Other], smaller: Bench | None) -> Iterator[Row]:
    cold, lark, parsing = bench["cold"], bench["lark"], bench["parsing"]
    yield plain("lark alone, the parsing", parsing)
    yield plain("lark alone, the process", lark)
    ratio = cold.cpu / parsing.cpu
    yield times_of("`compile`, cold", cold, ratio, "lark's parsing", "3 ×", ratio <= 3)
    yield times_of("`compile`, cold", cold, cold.cpu / lark.cpu, "lark's process")
    yield grown(bench, smaller)
    yield at_most("`compile`, nothing changed", bench["unchanged"], 0.2)
    yield plain("`compile --no-cache`, nothing changed", bench["without cache"])
    yield at_most("`compile`, one layout edited", bench["edited"], 0.35)
    yield from other_rows(others, cold)
    yield plain("`python -c pass`", bench["empty"])
    yield at_most("`layoutc --version`", bench["version"], 0.06, bench["empty"], "an empty Python")
    yield plain("`layoutc check`, after an edit", bench["first check"])
    yield at_most("`layoutc check`, nothing changed", bench["check"], 0.15, bench["empty"], "an empty Python")
    if "any day" in bench.taken:
        yield at_most("the check of any day from 2014 to 2026, beyond reading the files", bench["any day"], 1.0)
    yield plain("`import pydantic` and one BaseModel", bench["pydantic"])
    base, name = bench["pydantic"], "pydantic"
    yield at_most(f"`import layoutc_models.{PAIR}`", bench["pair"], 0.02, base, name)
    more = bench["built"] - base
    yield plain(
        "the same, one of its models built as on first use", bench["built"], f"{more.cpu * 1000:.0f} ms over pydantic"
    )
    yield at_most(f"the largest pair, `{bench.largest()}`", bench["largest"], 0.02, base, name)
    for what, times in (("", bench["all"]), (", the first time (Python compiles them)", bench["first"])):
        more = times - base
        yield plain(f"all {len(bench.pairs())} pairs{what}", times, f"{more.cpu * 1000:.0f} ms over pydantic")


def grown(bench: Bench, smaller: Bench | None) -> Row:
    """What compile adds to lark's process, for each copy of the corpus; linear if it does not rise with the size."""
    each = {one.size: (one["cold"] - one["lark"]).cpu / one.size for one in (smaller, bench) if one}
    mine = bench["cold"] - bench["lark"]
    shown = f"{each[bench.size] * 1000:.0f} ms a copy"
    if not smaller:
        return plain("`compile` less lark", mine, shown)
    before = each[smaller.size]
    compared = f"{shown}; {before * 1000:.0f} ms at ×{smaller.size}"
    holds = each[bench.size] <= 1.15 * before
    return Row("`compile` less lark", seconds(mine.cpu), seconds(mine.wall), compared, "linear (+15 %)", holds)


def other_rows(others: Sequence[Other], cold: Times) -> Iterator[Row]:
    for model in dict.fromkeys(other.model for other in others):
        those = [other for other in others if other.model == model]
        for other in those:
            what = f"{other.name}; {model}"
            if other.times is None:
                yield Row(what, "", "", "not installed")
            elif other.name.startswith("LinkML"):
                yield plain(what, other.times)
            else:
                yield faster(what, other.times, cold)
        both = [other.times for other in those if other.times and other.name.startswith("LinkML")]
        if len(both) == 2:
            yield faster(f"LinkML, both; {model}", both[0] + both[1], cold)


def faster(name: str, times: Times, cold: Times) -> Row:
    """Nothing is said of one that was stopped before it took 40 times as long."""
    ratio = times.cpu / cold.cpu
    holds = None if times.stopped and ratio < 40 else ratio >= 40
    return times_of(name, times, ratio, "compile", "40 × or more", holds)


def validation(bench: Bench, runs: int) -> list[Row]:
    path = {"PYTHONPATH": os.pathsep.join([str(ROOT), bench.packages["PYTHONPATH"]])}
    _, output = run([sys.executable, "-m", "bench.validation", str(runs)], ROOT, path)
    return [
        row
        for how, measured in json.loads(output).items()
        for each in measured
        for row in read_by(each, how == "equal")
    ]


def read_by(figures: dict[str, Any], equal: bool) -> list[Row]:
    """The limit is for a model by hand that takes and refuses the same."""
    about = f"{figures['records']} records of `{figures['of']}`, {figures['fields']} items each"
    compared = f"{figures['ratio']:.2f} × by hand"
    if not equal:
        by_hand = f"{about}, by hand with pydantic's own `date`, which takes more"
        return [Row(by_hand, seconds(figures["handwritten"]), "", f"generated: {compared}")]
    return [
        Row(f"{about}, by hand", seconds(figures["handwritten"]), ""),
        Row(f"{about}, generated", seconds(figures["generated"]), "", compared, "1.10 ×", figures["ratio"] <= 1.1),
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
