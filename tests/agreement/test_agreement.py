"""One layout, every engine, the same answer: that of the generator of the answers. `python -m bench.agreement` is the large run."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from layoutc import project
from layoutc.catalog.catalog import Catalog
from layoutc.emit.definitions import pairs
from layoutc.emit.registry import emit
from layoutc.project.clock import today
from tests.agreement.counting import Row, run
from tests.agreement.engines import ENGINES
from tests.agreement.subject import Subject
from tests.emit.conftest import put
from tests.emit.sample import SMALL, WIDE

ROOT = Path(__file__).resolve().parent.parent.parent
EVERY = 15  # of the corpus's pairs, one


def put_out(catalog: Catalog, folder: Path) -> Subject:
    put(folder, emit(catalog, ["jsonschema", "pydantic", "xsd"]))
    return Subject(catalog, catalog.codes, folder, folder)


def agreeing(rows: Iterable[Row]) -> list[Row]:
    """All rows, once it is sure that none has an open disagreement."""
    found = list(rows)
    assert [line for row in found for line in row.counts.uncovered] == []
    assert sum(row.counts.open for row in found) == 0
    assert {row.engine for row in found} == {engine.name for engine in ENGINES}
    return found


@pytest.mark.slow
def test_every_engine_says_the_same_of_every_type_and_presence(tmp_path: Path) -> None:
    subject = put_out(WIDE, tmp_path)
    (pair,) = pairs(WIDE)
    rows = agreeing(run(subject, pair, pair.definitions, 2400))
    covered = sum((row.counts.covered for row in rows), Counter[str]())
    assert set(covered) == {"json.whole-number-with-point", "xml.no-types", "xml.no-empty-list", "xml.blanks"}
    for row in rows:
        assert row.counts.accepted > 0.4 * row.counts.records
        assert row.counts.refused > 0.4 * row.counts.records


@pytest.mark.slow
def test_every_engine_says_the_same_of_some_pairs_of_the_corpus(tmp_path: Path) -> None:
    loaded = project.load(ROOT)
    catalog = loaded.catalog.at(today())
    put(tmp_path, emit(catalog, ["xsd"]))
    subject = Subject(catalog, loaded.catalog.codes, ROOT / "generated", tmp_path)
    chosen = pairs(catalog)[::EVERY]
    for turn, pair in enumerate(chosen):
        agreeing(run(subject, pair, pair.definitions[:8], 40, turn))


def test_an_engine_that_reads_another_schema_is_found_out(tmp_path: Path) -> None:
    subject = put_out(SMALL, tmp_path)
    pair = next(pair for pair in pairs(SMALL) if pair.querier == "nhi_society")
    schema = tmp_path / "jsonschema/municipality/nhi_society.schema.json"
    schema.write_text(schema.read_text("utf-8").replace('"maximum": 9999', '"maximum": 99999'), "utf-8")
    rows = list(run(subject, pair, pair.definitions, 400))
    wrong = {row.engine for row in rows if row.counts.open}
    assert wrong == {engine.name for engine in ENGINES if engine.format == "jsonschema"}
    assert any("record.range" in line for row in rows for line in row.counts.uncovered)
