"""The generated files of a project: what they are, what would change, and writing them."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from layoutc.messages import project as say
from layoutc.project import clock
from layoutc.project.files import ProjectError
from layoutc.project.loading import Loaded

if TYPE_CHECKING:
    from layoutc.emit.artifacts import Artifact
    from layoutc.emit.output import Difference
    from layoutc.reports.difference import Change


def artifacts(
    loaded: Loaded, day: date | None = None, emitters: Sequence[str] = (), pair: tuple[str, str] | None = None
) -> tuple[tuple["Artifact", ...], tuple[str, ...] | None]:
    """The files that `compile` writes, and the folders or files within which it may write and remove (None: all).

    ProjectError for a format whose package is not installed.
    """
    from layoutc.emit.artifacts import NotInstalledError
    from layoutc.emit.registry import DEFAULT, emit, folders, paths_of

    names = tuple(emitters) or DEFAULT
    try:
        made = emit(loaded.catalog.at(day or clock.today()), names)
    except NotInstalledError as error:
        raise ProjectError(error.text) from None
    if pair is None:
        return made, folders(names)
    within = paths_of(*pair, names)
    return tuple(each for each in made if any(_inside(each.path, path) for path in within)), within


def compile(  # noqa: A001  the command's own name
    loaded: Loaded,
    out: Path | str | None = None,
    day: date | None = None,
    emitters: Sequence[str] = (),
    pair: tuple[str, str] | None = None,
) -> "Difference":
    """Write JSON Schema and Pydantic models below `out` (`generated/` of the project if None).

    ProjectError when the layouts have mistakes or the folder can't be written.
    """
    from layoutc.emit import output

    if loaded.findings:
        raise ProjectError(say.layouts_have_mistakes(len(loaded.findings)))
    made, within = artifacts(loaded, day, emitters, pair)
    try:
        return output.write(out_folder(loaded, out), made, within)
    except output.OutputError as error:
        raise ProjectError(error.text) from None


def pending(
    loaded: Loaded,
    out: Path | str | None = None,
    day: date | None = None,
    emitters: Sequence[str] = (),
    pair: tuple[str, str] | None = None,
) -> tuple["Change", ...]:
    """What `compile` would change, with the texts before and after; nothing is written."""
    from layoutc.emit import output
    from layoutc.reports.difference import Change

    made, within = artifacts(loaded, day, emitters, pair)
    try:
        planned = output.planned(out_folder(loaded, out), made, within)
    except output.OutputError as error:
        raise ProjectError(error.text) from None
    return tuple(Change(*each) for each in planned)


def out_folder(loaded: Loaded, out: Path | str | None) -> Path:
    return Path(out) if out is not None else loaded.root / "generated"


def _inside(path: str, within: str) -> bool:
    return path == within or path.startswith(within.rstrip("/") + "/")
