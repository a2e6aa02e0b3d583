"""Arrow: a schema for each kind of record that a pair exchanges, as an IPC stream without rows."""

from collections.abc import Iterator
from contextlib import contextmanager

from layoutc.catalog.catalog import Catalog
from layoutc.catalog.model import Record
from layoutc.emit.artifacts import Artifact, NotInstalledError
from layoutc.emit.definitions import Definition, Pair, pairs
from layoutc.emit.naming import file_name
from layoutc.messages import output as say

FOLDER = "arrow"


def emit(catalog: Catalog) -> tuple[Artifact, ...]:
    """`arrow/PROVIDER/QUERIER/AREA.PROCEDURE.RECORD.arrows` for a catalog of a day. NotInstalledError without pyarrow."""
    with importing_pyarrow("arrow"):
        from layoutc.emit import arrow_schema
    artifacts = []
    for pair in pairs(catalog):
        for definition in pair.definitions:
            for record in definition.records:
                table = arrow_schema.table(catalog, (pair.provider, pair.querier), definition, record)
                artifacts.append(Artifact(_path(pair, definition, record), arrow_schema.stream(table)))
    return tuple(artifacts)


@contextmanager
def importing_pyarrow(form: str) -> Iterator[None]:
    """Where modules that need pyarrow are imported for a format. NotInstalledError without it."""
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != "pyarrow":
            raise
        raise NotInstalledError(say.extra_needed(form, "arrow")) from None


def paths(provider: str, querier: str) -> tuple[str, ...]:
    """The folder of a pair."""
    return (f"{FOLDER}/{file_name(provider)}/{file_name(querier)}",)


def _path(pair: Pair, definition: Definition, record: Record) -> str:
    """By declared names, which stay apart on disks that take upper and lower case for one."""
    (folder,) = paths(pair.provider, pair.querier)
    return f"{folder}/{file_name(definition.area.name)}.{definition.procedure.name}.{record.name}.arrows"
