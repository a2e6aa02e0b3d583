import sys
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from layoutc.emit.artifacts import Artifact

Load = Callable[[Iterable[Artifact], str], ModuleType]


def put(folder: Path, artifacts: Iterable[Artifact]) -> None:
    for artifact in artifacts:
        (folder / artifact.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / artifact.path).write_text(artifact.text, "utf-8", newline="\n")


def _forget() -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "layoutc_models"]:
        del sys.modules[name]


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Load]:
    """Import a module of freshly emitted models by its name below `layoutc_models`."""

    def run(artifacts: Iterable[Artifact], module: str) -> ModuleType:
        put(tmp_path, artifacts)
        monkeypatch.syspath_prepend(tmp_path)
        _forget()
        return import_module(f"layoutc_models.{module}")

    yield run
    _forget()
