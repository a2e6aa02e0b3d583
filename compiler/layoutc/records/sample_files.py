"""Samples as files: for each definition a few right answers and a few wrong ones, the same on every machine."""

from itertools import islice
from random import Random

from layoutc.catalog.catalog import Catalog
from layoutc.emit.artifacts import Artifact
from layoutc.emit.definitions import pairs
from layoutc.emit.literals import json_line
from layoutc.emit.naming import file_name
from layoutc.records.sample_texts import explained
from layoutc.records.samples import invalid, valid

FOLDER = "samples"
_VALID = 3
_FAULTS_TRIED = 100  # among these, the first of each rule is taken


def sample_files(catalog: Catalog) -> tuple[Artifact, ...]:
    """`samples/PROVIDER/QUERIER/AREA.PROCEDURE.valid.ndjson`, an answer a line, and `….invalid.ndjson`.

    A line of the latter is an object: `rule` that is broken, `json_path` to where it is, and `answer`. `catalog` is one of a day.
    """
    declared = (catalog.every_day or catalog).codes
    files = []
    for pair in pairs(catalog):
        for definition in pair.definitions:
            names = f"{file_name(pair.provider)}/{file_name(pair.querier)}/{file_name(definition.area.name)}"
            path = f"{FOLDER}/{names}.{definition.procedure.name}"
            right = islice(valid(definition, catalog.codes, Random(path)), _VALID)
            files.append(Artifact(f"{path}.valid.ndjson", "".join(map(json_line, right))))
            wrong: dict[str, object] = {}
            for fault in islice(invalid(definition, catalog.codes, Random(path), declared), _FAULTS_TRIED):
                wrong.setdefault(fault.rule, explained(fault))
            files.append(Artifact(f"{path}.invalid.ndjson", "".join(map(json_line, wrong.values()))))
    return tuple(files)
