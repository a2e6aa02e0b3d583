"""What examples/README.md tells to do, done once for each process that tests."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.end_to_end.machine import ROOT

README = ROOT / "examples" / "README.md"
_SECONDS = 60
_SCRIPTS = Path(sys.executable).parent
ENVIRONMENT = os.environ | {"PATH": f"{_SCRIPTS}{os.pathsep}{os.environ['PATH']}", "PYTHONUTF8": "1", "NO_COLOR": "1"}


def blocks(kind: str) -> list[str]:
    """The blocks of the page that are of this kind, in order."""
    return re.findall(rf"(?ms)^```{kind}\n(.*?)^```$", README.read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Link:
    """The folder with the document and the client, and the server's port."""

    folder: Path
    port: int

    @property
    def document(self) -> Path:
        return self.folder / "openapi/municipality/nhi_society.openapi.json"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def command(self, block: str) -> list[str]:
        """A block of the page as a command: with the Python of the tests, and a folder and a port of its own."""
        here = re.sub(r"(?m)^layoutc ", f"{sys.executable} -m layoutc ", block)
        return ["sh", "-e", "-c", here.replace("build/link", str(self.folder)).replace("8000", str(self.port))]

    def run(self, block: str) -> str:
        """What the block prints."""
        command = self.command(block)
        done = subprocess.run(
            command, cwd=ROOT, env=ENVIRONMENT, check=False, capture_output=True, text=True, timeout=_SECONDS
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture(scope="session")
def link(tmp_path_factory: pytest.TempPathFactory) -> Link:
    """The document and the client are written; the server does not run yet."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        made = Link(tmp_path_factory.mktemp("link"), free.getsockname()[1])
    made.run(blocks("sh")[0])
    return made


@pytest.fixture(scope="session")
def log(link: Link, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """What the server writes while it runs."""
    path = tmp_path_factory.mktemp("server") / "log.txt"
    with path.open("wb") as out:
        command = link.command(f"exec {blocks('sh')[1]}")
        server = subprocess.Popen(command, cwd=ROOT, env=ENVIRONMENT, stdout=out, stderr=out)
        try:
            _wait_for(link.port, server, path)
            yield path
        finally:
            server.terminate()
            server.wait(_SECONDS)


def _wait_for(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(_SECONDS * 10):
        assert server.poll() is None, log.read_text("utf-8")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server did not start")
