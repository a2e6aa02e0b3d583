"""The formats that layoutc writes, in a hand-written tuple. The names cost nothing; a format is imported when it is written."""

from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING, Protocol

from layoutc.emit.artifacts import Artifact
from layoutc.frozen import dataclass

if TYPE_CHECKING:
    from layoutc.catalog.catalog import Catalog
    from layoutc.emit.definitions import Names


class Format(Protocol):
    """What the module of a format holds: the folder below the output folder that is its alone, and three functions.

    `emit` gives all files for a catalog of a day, `without` those that are of these pairs alone; `path` is the file or folder
    that is a pair's alone; `paths` are all files and folders that a provider and a querier need.
    """

    @property
    def FOLDER(self) -> str: ...  # noqa: N802  a constant of the module

    def emit(self, catalog: "Catalog", without: Collection["Names"] = ()) -> tuple[Artifact, ...]: ...

    def path(self, provider: str, querier: str) -> str: ...

    def paths(self, provider: str, querier: str) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Emitter:
    """A format: its name on the command line, its module, whether it is written when none is named.

    `extra` is the extra of layoutc that brings the packages it rests on, if it needs any.
    """

    name: str
    module: Callable[[], Format]
    default: bool = False
    extra: str = ""


def _json_schema() -> Format:
    from layoutc.emit import json_schema

    return json_schema


def _pydantic_models() -> Format:
    from layoutc.emit import pydantic_models

    return pydantic_models


def _openapi() -> Format:
    from layoutc.emit import openapi

    return openapi


def _arrow() -> Format:
    from layoutc.emit import arrow

    return arrow


def _xsd() -> Format:
    from layoutc.emit import xsd

    return xsd


EMITTERS = (
    Emitter("jsonschema", _json_schema, default=True),
    Emitter("pydantic", _pydantic_models, default=True),
    Emitter("openapi", _openapi),
    Emitter("arrow", _arrow, extra="arrow"),
    Emitter("xsd", _xsd),
)
NAMES = tuple(emitter.name for emitter in EMITTERS)
DEFAULT = tuple(emitter.name for emitter in EMITTERS if emitter.default)
OWN = tuple(emitter.name for emitter in EMITTERS if not emitter.extra)


def emit(catalog: "Catalog", names: Iterable[str] = DEFAULT, without: Collection["Names"] = ()) -> tuple[Artifact, ...]:
    """The files of these formats for a catalog of a day, sorted by path, `without` those that are of these pairs alone.

    ValueError for a name that is none of `NAMES`, NotInstalledError for a format whose package is not there.
    """
    artifacts = [artifact for chosen in _modules(names) for artifact in chosen.emit(catalog, without)]
    return tuple(sorted(artifacts, key=lambda artifact: artifact.path))


def folders(names: Iterable[str] = DEFAULT) -> tuple[str, ...]:
    """The folders of these formats, for `output`: what lies outside them is neither compared nor removed."""
    return tuple(chosen.FOLDER for chosen in _modules(names))


def paths_alone(provider: str, querier: str, names: Iterable[str] = DEFAULT) -> tuple[str, ...]:
    """The files and folders that are a pair's alone in these formats. ValueError as of `emit`."""
    return tuple(chosen.path(provider, querier) for chosen in _modules(names))


def paths_of(provider: str, querier: str, names: Iterable[str] = DEFAULT) -> tuple[str, ...]:
    """The files and folders of one pair in these formats with all that they import, for `output`. ValueError as of `emit`."""
    return tuple(path for chosen in _modules(names) for path in chosen.paths(provider, querier))


def _modules(names: Iterable[str]) -> list[Format]:
    wanted = set(names)
    if unknown := wanted.difference(NAMES):
        raise ValueError(f"no such format: {', '.join(sorted(unknown))}")
    return [emitter.module() for emitter in EMITTERS if emitter.name in wanted]
