"""Sample answers of one definition, and the file that says what is wrong with each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from layoutc.catalog.model import Record
from layoutc.emit.definitions import Definition
from layoutc.messages import project as say
from layoutc.project.files import ProjectError
from layoutc.project.loading import Loaded
from layoutc.records import sample_texts


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many answers of which definition, as it stood on the day, in which form; of CSV the kind of record."""

    definition: Definition
    day: date
    count: int
    seed: str
    form: str
    record: Record | None = None


def right(loaded: Loaded, wanted: Wanted) -> Iterator[str]:
    """The parts of a file of right answers."""
    codes = loaded.catalog.at(wanted.day).codes
    return sample_texts.right(wanted.definition, codes, wanted.count, wanted.seed, wanted.form, wanted.record)


def wrong(loaded: Loaded, wanted: Wanted, expected: Path | None) -> Iterator[str]:
    """The parts of a file of wrong answers; rules and places go to `expected`. ProjectError if that can't be written."""
    codes = loaded.catalog.at(wanted.day).codes
    asked = (wanted.definition, codes, loaded.catalog.codes, wanted.count, wanted.seed, wanted.form, wanted.record)
    if expected is None:
        yield from sample_texts.wrong(*asked)
        return
    try:
        with expected.open("w", encoding="utf-8", newline="\n") as file:
            yield from sample_texts.wrong(*asked, file.write)
    except OSError as error:
        raise ProjectError(say.unwritable(str(expected), error.strerror or "")) from None
