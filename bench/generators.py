"""Other generators, run on equivalent models and on what `compile` wrote."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import equivalent
from bench.measure import Times, median, run
from bench.probes import Bench
from layoutc import project
from layoutc.project import clock

BESIDE = Path(sys.executable).parent
JSON_SCHEMA = ["datamodel-codegen", "--input-file-type", "jsonschema", "--output-model-type", "pydantic_v2.BaseModel"]
JSON_SCHEMA += ["--target-python-version", "3.11", "--disable-timestamp", "--input"]


@dataclass(frozen=True, slots=True)
class Other:
    """Another generator's run: its name in the table, what it read, its times (None: not installed).

    `limited` says that the limit is about it: the tool as it comes, on as much as `compile` writes.
    """

    name: str
    model: str
    times: Times | None
    limited: bool = True


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
            limited = number > 0 and "--formatters" not in command
            yield Other(name, f"{about}: {model.size}", timed(command, inside, times, most), limited)
    package = ["--class-name", "Answer", "--output", str(folder / "package")]
    command = [*JSON_SCHEMA, str(bench.folder / "generated" / "jsonschema"), *package]
    yield Other("datamodel-code-generator", "the JSON Schemas that `compile` wrote", timed(command, folder, 1, most))


def timed(command: Sequence[str], folder: Path, runs: int, most: float) -> Times | None:
    tool = BESIDE / command[0]
    if not tool.exists():
        return None
    return median([run([str(tool), *command[1:]], folder, most=most)[0] for _ in range(runs)])
