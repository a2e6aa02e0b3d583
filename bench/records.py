"""Measures `layoutc validate` beside raw pydantic and orjson on the same file of records, in the same rounds.

python bench/records.py [--records N] [--runs N] [--write]
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata
from itertools import islice
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import tables
from layoutc import project
from layoutc.emit.definitions import Definition, pairs
from layoutc.project import clock
from layoutc.records import csv_form, samples, xml_form

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "bench" / "records.md"
PAIR, NAME, OTHER_FORMS = (
    ("municipality", "nhi_society"),
    "LocalTaxForNhiBenefit",
    10,
)  # the part of the records in CSV and XML
LIMIT = 1.3
SEED = 20170718
_LOOP = "import sys\nwith open(sys.argv[1], 'rb') as lines:\n    for line in lines:\n        read(line)\n"
PYDANTIC = f"from layoutc_models.{'.'.join(PAIR)} import {NAME}\nread = {NAME}.model_validate_json\n{_LOOP}"
ORJSON = f"from orjson import loads as read\n{_LOOP}"
# Prints what the process prints, and writes down what it took.
_LAUNCHER = """
import os, sys, time
start = time.perf_counter()
process = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ)
_, status, used = os.wait4(process, 0)
taken = f'{{"cpu": {used.ru_utime + used.ru_stime}, "wall": {time.perf_counter() - start}, "memory": {used.ru_maxrss / 1024}}}'
with open(sys.argv[1], "w") as file:
    file.write(taken)
sys.exit(os.waitstatus_to_exitcode(status))
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """CPU and wall seconds of a whole process, and the most memory that it held, in MiB."""

    cpu: float
    wall: float
    memory: float


def run(command: Sequence[str], folder: Path) -> tuple[Taken, bytes]:
    """The process is started by a small one, for a process counts the memory of the one that it was forked from as its own.

    subprocess.CalledProcessError if it ends with another code than 0.
    """
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "compiler"), str(ROOT / "generated")])}
    launcher = [sys.executable, "-S", "-c", _LAUNCHER, str(folder / "taken"), *command]
    output = subprocess.run(launcher, cwd=folder, env=environment, stdout=subprocess.PIPE, check=True).stdout
    return Taken(**json.loads((folder / "taken").read_text("utf-8"))), output


def definition() -> tuple[Definition, dict[str, object]]:
    catalog = project.load(ROOT).catalog.at(clock.today())
    (found,) = (
        each
        for pair in pairs(catalog)
        for each in pair.definitions
        if (pair.provider, pair.querier, each.name) == (*PAIR, NAME)
    )
    return found, dict(catalog.codes)


def write_files(folder: Path, records: int) -> None:
    """`records.ndjson` with an answer of one record a line; a part of them as `records.csv` and `records.xml`."""
    about, codes = definition()
    (kind,) = about.records
    answers = samples.valid(about, codes, Random(SEED))  # type: ignore[arg-type]
    singles = islice(({kind.name: [record]} for answer in answers for record in answer[kind.name]), records)
    part = records // OTHER_FORMS
    with (folder / "records.ndjson").open("w", encoding="utf-8", newline="\n") as file:
        for answer in singles:
            file.write(json.dumps(answer, ensure_ascii=False, separators=(",", ":")) + "\n")

    def first() -> Iterator[dict[str, list[dict[str, object]]]]:
        with (folder / "records.ndjson").open("rb") as lines:
            yield from (json.loads(line) for line in islice(lines, part))

    with (folder / "records.csv").open("w", encoding="utf-8", newline="") as file:
        file.writelines(csv_form.to_csv(kind, (answer[kind.name][0] for answer in first()), 1))
    with (folder / "records.xml").open("wb") as binary:
        binary.writelines(xml_form.document(xml_form.to_xml(about, answer) for answer in first()))


def commands(folder: Path) -> dict[str, list[str]]:
    about, _ = definition()
    area = ["--pair", "/".join(PAIR), "--area", about.area.name, "--procedure", about.procedure.name]
    layoutc = [sys.executable, "-m", "layoutc", "validate", "--project", str(ROOT), *area, "--format", "json"]
    lines = str(folder / "records.ndjson")
    return {
        "layoutc validate, NDJSON": [*layoutc, lines],
        "pydantic, `model_validate_json` a line": [sys.executable, "-c", PYDANTIC, lines],
        "orjson, `loads` a line": [sys.executable, "-c", ORJSON, lines],
        "layoutc validate, CSV": [*layoutc, str(folder / "records.csv")],
        "layoutc validate, XML": [*layoutc, str(folder / "records.xml")],
    }


def rows(taken: dict[str, list[Taken]], records: int) -> list[str]:
    """The lines of a table, with what each took as often as pydantic did for as many records."""
    middle = {
        name: Taken(*(statistics.median(getattr(each, field) for each in runs) for field in ("cpu", "wall", "memory")))
        for name, runs in taken.items()
    }
    pydantic = middle["pydantic, `model_validate_json` a line"]
    lines = [
        "| what | records | CPU s | wall s | µs CPU a record | × pydantic | most memory |",
        "| --- | --: | --: | --: | --: | --: | --: |",
    ]
    for name, each in middle.items():
        count = records // OTHER_FORMS if "CSV" in name or "XML" in name else records
        a_record = each.cpu / count
        lines.append(
            f"| {name} | {count:,} | {each.cpu:.2f} | {each.wall:.2f} | {a_record * 1e6:.1f} |"
            f" {a_record / (pydantic.cpu / records):.2f} | {each.memory:.0f} MiB |"
        )
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--write", action="store_true", help=f"put the table into {PAGE.name}")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_files(folder, asked.records)
        size = (folder / "records.ndjson").stat().st_size / 1e6
        taken: dict[str, list[Taken]] = {}
        for _ in range(asked.runs):
            for what, command in commands(folder).items():
                found, output = run(command, folder)
                if "layoutc" in what and json.loads(output)["summary"]["findings"]:
                    raise RuntimeError(f"{what}: a right record was refused")
                taken.setdefault(what, []).append(found)
    lines = rows(taken, asked.records)
    ratio = float(lines[2].split("|")[6])
    used = ", ".join(f"{package} {metadata.version(package)}" for package in ("pydantic", "pydantic-core", "orjson"))
    head = f"{asked.records:,} records, {size:.0f} MB of NDJSON; medians of {asked.runs} runs; Python {platform.python_version()}, {used}; {os.cpu_count()} processors."
    verdict = f"The limit is {LIMIT} × pydantic for NDJSON: it {'holds' if ratio <= LIMIT else '**does not hold**'} ({ratio:.2f} ×)."
    text = "\n".join([head, "", *lines, "", verdict])
    print(text)
    if asked.write:
        tables.put("records", text, PAGE)


if __name__ == "__main__":
    main()
