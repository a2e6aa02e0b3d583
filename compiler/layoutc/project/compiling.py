"""The generated files of a project: what they are, what would change, and writing them."""

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from layoutc.catalog.catalog import Catalog
from layoutc.catalog.kept import Kept
from layoutc.emit.registry import DEFAULT
from layoutc.messages import project as say
from layoutc.project import clock
from layoutc.project.files import ProjectError, out_folder
from layoutc.project.loading import Loaded

if TYPE_CHECKING:
    from layoutc.emit.artifacts import Artifact
    from layoutc.emit.output import Difference
    from layoutc.reports.difference import Change


def artifacts(
    loaded: Loaded, day: date | None = None, emitters: Sequence[str] = (), pair: tuple[str, str] | None = None
) -> tuple[tuple["Artifact", ...], tuple[str, ...]]:
    """The files that `compile` writes, and the folders or files within which it may write and remove.

    ProjectError for a format whose package is not installed.
    """
    return _within(_emitted(loaded.catalog.at(day or clock.today()), emitters), emitters, pair)


def _emitted(
    catalog: Catalog, emitters: Sequence[str], without: Collection[tuple[str, str]] = ()
) -> tuple["Artifact", ...]:
    from layoutc.emit.artifacts import NotInstalledError
    from layoutc.emit.registry import emit

    try:
        return emit(catalog, tuple(emitters) or DEFAULT, without)
    except NotInstalledError as error:
        raise ProjectError(error.text) from None


def _within(
    made: tuple["Artifact", ...], emitters: Sequence[str], pair: tuple[str, str] | None
) -> tuple[tuple["Artifact", ...], tuple[str, ...]]:
    within = within_of(emitters, pair)
    return tuple(each for each in made if any(_inside(each.path, path) for path in within)) if pair else made, within


def within_of(emitters: Sequence[str] = (), pair: tuple[str, str] | None = None) -> tuple[str, ...]:
    """The folders or files within which `compile` may write and remove."""
    from layoutc.emit.registry import folders, paths_of

    names = tuple(emitters) or DEFAULT
    return folders(names) if pair is None else paths_of(*pair, names)


def compile(  # noqa: A001  the command's own name
    loaded: Loaded,
    out: Path | str | None = None,
    day: date | None = None,
    emitters: Sequence[str] = (),
    pair: tuple[str, str] | None = None,
    kept: Kept | None = None,
) -> "Difference":
    """Write JSON Schema and Pydantic models below `out` (`generated/` of the project if None).

    What nothing changed for is taken from where it stands, as far as it is `kept` how it was written.
    ProjectError when the layouts have mistakes or the folder can't be written.
    """
    from layoutc.emit import output

    if loaded.findings:
        raise ProjectError(say.layouts_have_mistakes(len(loaded.findings)))
    folder = out_folder(loaded.root, out)
    try:
        if kept is None:
            return output.write(folder, *artifacts(loaded, day, emitters, pair))
        from layoutc.project import standing

        catalog, formats = loaded.catalog.at(day or clock.today()), emitters or DEFAULT
        keys = standing.keys(loaded.texts, catalog, formats)
        stands = standing.take(kept, keys, folder)
        made = _emitted(catalog, emitters, stands)
        whole = (*made, *(artifact for each in stands.values() for artifact in each))
        difference = output.write(folder, *_within(whole, emitters, pair))
        standing.offer(kept, keys, made, difference.digests, formats)
        return difference
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
        planned = output.planned(out_folder(loaded.root, out), made, within)
    except output.OutputError as error:
        raise ProjectError(error.text) from None
    return tuple(Change(*each) for each in planned)


def _inside(path: str, within: str) -> bool:
    return path == within or path.startswith(within.rstrip("/") + "/")
