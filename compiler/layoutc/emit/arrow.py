"""Arrow: a schema for each kind of record that a pair exchanges, as an IPC stream without rows."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from layoutc.catalog.catalog import Catalog
from layoutc.catalog.model import Record
from layoutc.emit.artifacts import Artifact, NotInstalledError
from layoutc.emit.definitions import Definition, Names, Pair, others
from layoutc.emit.naming import file_name
from layoutc.messages import output as say

FOLDER = "arrow"


def emit(catalog: Catalog, without: Collection[Names] = ()) -> tuple[Artifact, ...]:
    """`arrow/PROVIDER/QUERIER/AREA.PROCEDURE.RECORD.arrows` for a catalog of a day. NotInstalledError without pyarrow."""
    with importing_pyarrow("arrow"):
        from layoutc.emit import arrow_schema
    artifacts = []
    for pair in others(catalog, without):
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


def path(provider: str, querier: str) -> str:
    """The folder of a pair."""
    return f"{FOLDER}/{file_name(provider)}/{file_name(querier)}"


def paths(provider: str, querier: str) -> tuple[str, ...]:
    return (path(provider, querier),)


def _path(pair: Pair, definition: Definition, record: Record) -> str:
    """By declared names, which stay apart on disks that take upper and lower case for one."""
    return f"{path(*pair.names)}/{file_name(definition.area.name)}.{definition.procedure.name}.{record.name}.arrows"
