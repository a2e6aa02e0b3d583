"""Sample answers as text, part by part: nothing of a file is kept in memory."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from random import Random
from typing import Any

from layoutc.emit.definitions import Definition
from layoutc.emit.literals import json_line
from layoutc.records.samples import Codes, Faulty, invalid, valid
from layoutc.records.samples import Path as Way

Tell = Callable[[str], object]  # gets the line about each wrong answer, where it does not stand beside the answer


def right(definition: Definition, codes: Codes, count: int, seed: str, form: str) -> Iterator[str]:
    """A file of `count` right answers in one of the forms `json` and `ndjson`."""
    return _joined(map(_json, islice(valid(definition, codes, Random(seed)), count)), form)


def wrong(
    definition: Definition, codes: Codes, declared: Codes, count: int, seed: str, form: str, tell: Tell | None = None
) -> Iterator[str]:
    """A file of wrong answers, each with the rule that it breaks and a pointer (RFC 6901) to the place, or with these told apart."""
    faults = islice(invalid(definition, codes, Random(seed), declared), count)
    return _joined(map(_json, map(explained, faults)) if tell is None else _told(faults, tell), form)


def explained(fault: Faulty) -> dict[str, object]:
    """A wrong answer together with what is wrong."""
    return {**_what_is_wrong(fault), "answer": fault.answer}


def _told(faults: Iterable[Faulty], tell: Tell) -> Iterator[str]:
    for number, fault in enumerate(faults, 1):
        tell(_json({"number": number, **_what_is_wrong(fault)}) + "\n")
        yield _json(fault.answer)


def _what_is_wrong(fault: Faulty) -> dict[str, object]:
    return {"rule": fault.rule, "path": pointer(fault.path)}


def pointer(path: Way) -> str:
    """`/income/0/TK90001010000010`"""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def _json(value: Any) -> str:
    return json_line(value).removesuffix("\n")


def _joined(texts: Iterator[str], form: str) -> Iterator[str]:
    if form == "ndjson":
        yield from (f"{text}\n" for text in texts)
        return
    before = "[\n"
    for text in texts:
        yield before + text
        before = ",\n"
    yield "\n]\n" if before == ",\n" else "[]\n"
