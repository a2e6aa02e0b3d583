"""The formats that layoutc writes, in a hand-written tuple."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from layoutc.catalog.catalog import Catalog
from layoutc.emit import json_schema, pydantic_models
from layoutc.emit.artifacts import Artifact


@dataclass(frozen=True, slots=True)
class Emitter:
    """A format: its name on the command line, the folder below the output folder that is its alone, its function.

    `paths` gives, for a provider and a querier, the files and folders that this pair needs.
    """

    name: str
    folder: str
    run: Callable[[Catalog], tuple[Artifact, ...]]
    paths: Callable[[str, str], tuple[str, ...]]


def _schema_paths(provider: str, querier: str) -> tuple[str, ...]:
    return (json_schema.path(provider, querier),)


def _model_paths(provider: str, querier: str) -> tuple[str, ...]:
    return (*pydantic_models.shared(provider), pydantic_models.path(provider, querier))


EMITTERS = (
    Emitter("jsonschema", json_schema.FOLDER, json_schema.emit, _schema_paths),
    Emitter("pydantic", pydantic_models.FOLDER, pydantic_models.emit, _model_paths),
)
NAMES = tuple(emitter.name for emitter in EMITTERS)


def emit(catalog: Catalog, names: Iterable[str] = NAMES) -> tuple[Artifact, ...]:
    """The files of these formats for a catalog of a day, sorted by path. ValueError for a name that is none of `NAMES`."""
    artifacts = [artifact for emitter in _chosen(names) for artifact in emitter.run(catalog)]
    return tuple(sorted(artifacts, key=lambda artifact: artifact.path))


def folders(names: Iterable[str] = NAMES) -> tuple[str, ...]:
    """The folders of these formats, for `output`: what lies outside them is neither compared nor removed."""
    return tuple(emitter.folder for emitter in _chosen(names))


def paths_of(provider: str, querier: str, names: Iterable[str] = NAMES) -> tuple[str, ...]:
    """The files and folders of one pair in these formats with all that they import, for `output`. ValueError as of `emit`."""
    return tuple(path for emitter in _chosen(names) for path in emitter.paths(provider, querier))


def _chosen(names: Iterable[str]) -> list[Emitter]:
    wanted = set(names)
    if unknown := wanted.difference(NAMES):
        raise ValueError(f"no such format: {', '.join(sorted(unknown))}")
    return [emitter for emitter in EMITTERS if emitter.name in wanted]
