"""Running layoutc in tests, in this process and in another."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from layoutc import cli
from tests.projects import base_text

AREA, NEEDS = "areas/local_tax.layout", "needs/nhi_society.yaml"
LAYOUT = base_text(AREA)
DAY = ("--as-of", "2017-07-31")


@dataclass(frozen=True, slots=True)
class Run:
    code: int
    out: str
    err: str


Call = Callable[..., Run]


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def process(*arguments: object, **environment: str) -> "subprocess.Popen[bytes]":
    compiler = str(Path(cli.__file__).parents[2])
    return subprocess.Popen(
        [sys.executable, "-m", "layoutc", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": compiler, "LAYOUTC_LANG": "ja", **environment},
    )
