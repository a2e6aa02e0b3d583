import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from layoutc.columns import display_width
from layoutc.reports import matrix

from .samples import MATRIX_VERDICTS, catalog


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_table_is_as_kept(language: str, golden: Callable[[str, str], None]) -> None:
    golden(f"matrix.{language}.txt", matrix.render(catalog(), MATRIX_VERDICTS, language))


def test_json_is_as_kept(golden: Callable[[str, str], None]) -> None:
    golden("matrix.json", matrix.render_json(catalog(), MATRIX_VERDICTS))


def test_a_need_counts_with_every_provider_of_its_area_and_is_never_lost() -> None:
    found = {(pair.provider, pair.querier): pair.counts() for pair in matrix.pairs(catalog(), MATRIX_VERDICTS)}
    assert found == {
        ("municipality", "nhi_society"): {"areas": 1, "procedures": 2, "exposed_items": 2, "needed_items": 3},
        ("prefecture", "nhi_society"): {"areas": 1, "procedures": 1, "exposed_items": 0, "needed_items": 3},
        (None, "nhi_society"): {"areas": 1, "procedures": 1, "exposed_items": 0, "needed_items": 1},
    }


def test_the_totals_count_a_verdict_once() -> None:
    document = json.loads(matrix.render_json(catalog(), MATRIX_VERDICTS))
    assert sum(document["verdicts"].values()) == len(MATRIX_VERDICTS)


@pytest.mark.parametrize("width", [80, 100, 120])
def test_lines_fit_the_width(width: int) -> None:
    table = matrix.render(catalog(), MATRIX_VERDICTS, "ja", width).split("\n\n")[0]
    assert max(display_width(line) for line in table.split("\n")) <= width
    assert "…" in table or width > 80


def test_a_kind_that_nothing_declares_is_shown_by_its_name() -> None:
    bare = replace(catalog(), kinds={})
    assert "municipality" in matrix.render(bare, (), "ja")
    assert json.loads(matrix.render_json(bare, ()))["pairs"][0]["provider"] == {"name": "municipality", "label": ""}


def test_an_empty_catalog_is_no_error() -> None:
    empty = replace(catalog(), areas={}, needed=lambda: (), day=None)
    assert matrix.pairs(empty, ()) == ()
    assert matrix.render(empty, (), "en").endswith("All days: 0 pairs. There is no needed item.\n")
    assert json.loads(matrix.render_json(empty, ()))["as_of"] is None
