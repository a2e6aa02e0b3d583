"""What is measured of layoutc: a corpus of one size in a folder, and the processes that are run on it."""

import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.measure import FailedError, Times, median, run

ROOT = Path(__file__).resolve().parent.parent
PAIR = "municipality.nhi_society"
WARM = (
    "import layoutc.project.loading, layoutc.emit.output, layoutc.emit.registry, layoutc.checks.registry, jsonschema_rs"
)
BUILT = f"from layoutc_models.{PAIR} import LocalTaxForNhiBenefit\nLocalTaxForNhiBenefit.model_rebuild()"
LAYOUTC = [sys.executable, "-m", "layoutc"]
PYDANTIC = "from pydantic import BaseModel\nclass Model(BaseModel):\n    name: int\n"
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
