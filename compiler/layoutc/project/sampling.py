"""Sample answers of one definition, and the file that says what is wrong with each."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

from layoutc.catalog.model import Record
from layoutc.emit import output
from layoutc.emit.arrow import importing_pyarrow
from layoutc.emit.artifacts import NotInstalledError
from layoutc.emit.definitions import Definition
from layoutc.frozen import dataclass
from layoutc.messages import project as say
from layoutc.project.files import ProjectError
from layoutc.project.loading import Loaded
from layoutc.records import sample_texts


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many answers of which definition of a pair, as it stood on the day, in which form; of a table the kind of record."""

    pair: tuple[str, str]
    definition: Definition
    day: date
    count: int
    seed: str
    form: str
    record: Record | None = None


def right(loaded: Loaded, wanted: Wanted) -> Iterator[bytes]:
    """The parts of a file of right answers. ProjectError for a form whose package is not installed."""
    if wanted.form == "parquet" and wanted.record is not None:
        return _table(loaded, wanted, wanted.record)
    codes = loaded.catalog.at(wanted.day).codes
    asked = (wanted.definition, codes, wanted.count, wanted.seed, wanted.form, wanted.record)
    return map(str.encode, sample_texts.right(*asked))


def _table(loaded: Loaded, wanted: Wanted, record: Record) -> Iterator[bytes]:
    try:
        with importing_pyarrow(wanted.form):
            from layoutc.emit import arrow_schema
            from layoutc.records import columnar
    except NotInstalledError as error:
        raise ProjectError(error.text) from None
    catalog = loaded.catalog.at(wanted.day)
    columns = arrow_schema.table(catalog, wanted.pair, wanted.definition, record)
    sent = sample_texts.candidates(wanted.definition, catalog.codes, wanted.count, wanted.seed, record)
    return columnar.parquet(record, columns, islice(sent, wanted.count))


def wrong(loaded: Loaded, wanted: Wanted, expected: Path | None) -> Iterator[bytes]:
    """The parts of a file of wrong answers; rules and places go to `expected`. ProjectError if that can't be written."""
    codes = loaded.catalog.at(wanted.day).codes
    asked = (wanted.definition, codes, loaded.catalog.codes, wanted.count, wanted.seed, wanted.form, wanted.record)
    if expected is None:
        yield from map(str.encode, sample_texts.wrong(*asked))
        return
    try:
        with output.replacing(expected) as file:
            yield from map(str.encode, sample_texts.wrong(*asked, file.write))
    except OSError as error:
        raise ProjectError(say.unwritable(str(expected), error.strerror or "")) from None
    except output.OutputError as error:
        raise ProjectError(error.text) from None
