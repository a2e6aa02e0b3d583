"""Pieces that are kept between runs: with them a project says what it says without them, and only what changed is read."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from random import Random

import pytest

from layoutc import project
from layoutc.catalog import scope
from layoutc.catalog.kept import Kept
from layoutc.project import cache, keeping, standing
from layoutc.project.cache import Entry
from layoutc.project.files import Content
from layoutc.project.loading import Loaded, load
from tests.attacks.mutations import made_project
from tests.catalog.told import told
from tests.projects import BASE, DAY, base_text, over_base

AREA, CODES = "areas/local_tax.layout", "codes/taxable.codes"
REGISTRY, LAW, NEEDS = "registry/registry.yaml", "law/table.yaml", "needs/nhi_society.yaml"
OTHER = """area child_allowance "児童手当関係情報" {
  code TM00000000000003
  ministry mic
  provider municipality
  law "児童手当法"
  basis "番号法別表第二"
  record payment "支給" {
    key month  TK90000000000201  year_month     "支給年月"
    kind       TK90000000000202  code(taxable)  "区分"
  }
  expose to nhi_society for nhi_benefit {
    payment.*
  }
}
"""
FILES: dict[str, str] = {path: base_text(path) for path in (AREA, CODES, REGISTRY, LAW, NEEDS)} | {
    "areas/other.layout": OTHER
}
# Of each file some edits that change what names mean elsewhere, and some that are wrong.
EDITS = {
    AREA: [
        ("総所得金額", "総所得"),
        ("area local_tax", "area local_taxes"),
        ("    income.taxable\n", ""),
        ("TK90000000000103", "TK90000000000201"),
        ("地方税関係情報", "地方税の情報"),
        ("expose to", "exposed to"),
        ("code(taxable)", "code(taxed)"),
    ],
    CODES: [("非課税", "課税しない"), ("codes taxable", "codes taxed"), ('0 "課税"', '0 "課税'), ('1 "', '0 "')],
    REGISTRY: [
        ("municipality: 市町村長", "municipality: 市長"),
        ("nhi_benefit:", "benefit:"),
        ("mic:", "soumu:"),
        ("kinds:", "kind:"),
        ('["42"]', '["43"]'),
    ],
    LAW: [("confidence: high", "confidence: sure"), ("[local_tax]", "[local_taxes]"), ('row: "42"', 'row: "43"')],
    NEEDS: [("60 days", "90 days"), ("area: local_tax", "area: child_allowance"), ("nhi_benefit:", "benefit:")],
    "areas/other.layout": [("支給年月", "年月"), ("area child", "# area child"), ("code(taxable)", "code(taxed)")],
}


def contents(files: Mapping[str, str]) -> list[Content]:
    found = []
    for path, text in sorted(files.items()):
        data = text.encode("utf-8", "surrogatepass")
        found.append(Content(path.partition("/")[0].removesuffix(".yaml"), f"layouts/{path}", len(data), data))
    return found


def said(loaded: Loaded) -> object:
    found = [
        (each.rule.id, told(each.place), each.message, each.help, told(each.related), each.subject)
        for each in loaded.findings
    ]
    broken = loaded.broken_areas, loaded.broken_queriers, loaded.checkable
    return told(loaded.catalog), told(loaded.waivers), found, broken


def next_run(kept: Kept) -> Kept:
    """What a later run finds of one that has ended."""
    kept.settle(10**9)
    return Kept(dict(kept.found) | json.loads(json.dumps(kept.used)))


@pytest.mark.parametrize("seed", range(20))
def test_after_any_edits_a_project_says_the_same_with_what_was_kept(seed: int) -> None:
    chance, kept, clean = Random(seed), Kept(), 0
    for _ in range(25):
        files = dict(FILES)
        for path in chance.sample(list(EDITS), chance.choice((0, 1, 1, 2, 3))):
            files[path] = files[path].replace(*chance.choice(EDITS[path]))
        read = contents(files)
        loaded = load(".", read, kept)
        assert said(loaded) == said(load(".", read))
        clean += not loaded.findings
        kept = next_run(kept)
    assert clean > 3


def test_after_any_slips_a_project_says_the_same_with_what_was_kept() -> None:
    kept = Kept()
    load(".", contents(FILES), kept)
    for number in range(150):
        read = contents(FILES | made_project(Random(number)))
        kept = next_run(kept)
        assert said(load(".", read, kept)) == said(load(".", read)), number


def read_again(loaded: Loaded) -> set[str]:
    texts = loaded.texts
    paths = [each.source.path for each in texts.layouts if each.was_read]
    paths += [each.source.path for each in (*texts.registry, *texts.law, *texts.needs) if each.was_read]
    return {path.removeprefix("layouts/") for path in paths}


@pytest.mark.parametrize(
    ("path", "old", "new", "also"),
    [
        (AREA, "総所得金額", "総所得", set()),
        (CODES, "非課税", "課税しない", set()),
        (NEEDS, "60 days", "90 days", set()),
        (LAW, "confidence: high", "confidence: low", set()),
        ("areas/other.layout", "児童手当関係情報", "児童の情報", {REGISTRY, LAW, NEEDS}),  # they speak of areas
        (
            REGISTRY,
            "総務省",
            "総務大臣",
            {AREA, "areas/other.layout", CODES, LAW, NEEDS},
        ),  # all speak of what it declares
    ],
)
def test_only_what_changed_is_read_and_what_speaks_of_it(path: str, old: str, new: str, also: set[str]) -> None:
    kept = Kept()
    assert read_again(load(".", contents(FILES), kept)) == set(FILES)
    kept = next_run(kept)
    assert read_again(load(".", contents(FILES), kept)) == set()
    assert read_again(load(".", contents(FILES | {path: FILES[path].replace(old, new)}), kept)) == {path, *also}


def test_nothing_is_kept_of_a_project_with_a_mistake() -> None:
    """The list that the layout names may stand in the line that could not be read."""
    lost = FILES | {CODES: 'codes taxable "課税区分 {\n'}
    kept = Kept()
    assert load(".", contents(lost), kept).findings
    assert next_run(kept) == Kept()


def test_pieces_that_are_too_much_together_are_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Kept()
    load(".", contents(FILES), kept)
    monkeypatch.setattr(scope, "MAX_MADE", 5)
    read = contents(FILES)
    loaded = load(".", read, next_run(kept))
    assert "text.limit" in {each.rule.id for each in loaded.findings}
    assert said(loaded) == said(load(".", read))


@pytest.fixture
def pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Entry:
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    return keeping.pieces_of(BASE)


@pytest.mark.parametrize("forged", ["", "\n", "a", "{}", "\n\na\n"])
def test_an_entry_of_another_form_holds_no_pieces(pieces: Entry, forged: str) -> None:
    pieces.put_text(forged)
    assert keeping.recall(pieces) == Kept()


def test_pieces_are_got_as_they_were_put(pieces: Entry) -> None:
    used = {"a": '["\\n 総所得\ud800"]', "b": '{"a b": [1, null]}'}
    keeping.keep(pieces, Kept(used=dict(used)))
    assert keeping.recall(pieces) == Kept(used)


@pytest.mark.parametrize(
    "text", ["", "[", "null", "[[]]", '[[0, 0, 0, 0, 0], [], ["x"]]', "[" * 100_000, "{}", "1e999"]
)
def test_a_piece_of_another_form_is_read_again(text: str) -> None:
    kept = Kept()
    load(".", contents(FILES), kept)
    forged = Kept(dict.fromkeys(next_run(kept).found, text))
    assert said(load(".", contents(FILES), forged)) == said(load(".", contents(FILES)))


@pytest.mark.parametrize("made", [[], [1, 2], ["a"] * len(scope.MULTIPLIED), [0.5] * len(scope.MULTIPLIED), [1] * 90])
def test_a_piece_that_does_not_tell_how_much_it_stands_for_is_read_again(made: list[object]) -> None:
    kept = Kept()
    load(".", contents(FILES), kept)
    found = {name: json.loads(text) for name, text in next_run(kept).found.items()}
    forged = {name: json.dumps([[[len(made)], made], *piece[1:]]) for name, piece in found.items()}
    assert said(load(".", contents(FILES), Kept(forged))) == said(load(".", contents(FILES)))


def test_a_piece_that_is_right_in_its_beginning_only_is_read_again_when_it_is_asked_for() -> None:
    kept = Kept()
    load(".", contents(FILES), kept)
    forged = {name: json.dumps([json.loads(text)[0], "x"]) for name, text in next_run(kept).found.items()}
    assert said(load(".", contents(FILES), Kept(forged))) == said(load(".", contents(FILES)))


@pytest.mark.parametrize("text", ["[736000, 736001]", "[0]", "[1e9]", '["x"]', f"[1{30 * '0'}]", f"[-1{30 * '0'}]"])
def test_what_is_no_day_of_the_calendar_is_no_piece(text: str) -> None:
    assert Kept({"a": "[736000]"}).recall("a", date) == date(2016, 2, 6)
    assert Kept({"a": text}).recall("a", date) is None


def test_a_change_that_is_taken_back_is_not_read_again(pieces: Entry) -> None:
    changed = FILES | {AREA: FILES[AREA].replace("総所得金額", "総所得")}
    for files in (FILES, changed, FILES):
        kept = keeping.recall(pieces)
        loaded = load(".", contents(files), kept)
        keeping.keep(pieces, kept)
    assert read_again(loaded) == set()


def test_what_is_no_longer_needed_goes(pieces: Entry) -> None:
    sizes = []
    for number in range(30):
        kept = keeping.recall(pieces)
        load(".", contents(FILES | {AREA: FILES[AREA] + f"# {number}\n"}), kept)
        keeping.keep(pieces, kept)
        sizes.append(len(keeping.recall(pieces).found))
    assert sizes[-1] < 3 * sizes[0]


def test_a_project_that_is_too_large_is_not_kept(pieces: Entry, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST_CHARACTERS", 2000)
    kept = keeping.recall(pieces)
    load(".", contents(FILES), kept)
    keeping.keep(pieces, kept)
    assert pieces.text() is None


def compiled(folder: Path, out: Path, kept: Kept | None = None) -> dict[str, bytes]:
    project.compile(load(folder, None, kept), out, DAY, kept=kept)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_one_pair_is_compiled_with_what_was_kept(tmp_path: Path) -> None:
    folder, kept = over_base(tmp_path / "project", {}), Kept()
    both = ("municipality", "nhi_society"), ("municipality", "mic")
    more = FILES[AREA].replace(
        "  expose to nhi_society", "  expose to mic for survey {\n    income.tax_year\n  }\n\n  expose to nhi_society"
    )
    registry = (
        FILES[REGISTRY]
        .replace("kinds:", "kinds:\n  mic: 総務大臣")
        .replace("procedures:", 'procedures:\n  survey: {label: 調査, queriers: [mic], law: 法, rows: ["1"]}')
    )
    over_base(folder, {AREA: more, REGISTRY: registry})
    for pair in (*both, *both):
        loaded = load(folder, None, kept)
        assert not loaded.findings
        project.compile(loaded, tmp_path / "out", DAY, pair=pair, kept=kept)
        kept = next_run(kept)
    assert compiled(folder, tmp_path / "out", kept) == compiled(folder, tmp_path / "plain")


MODULE = "layoutc_models/municipality/nhi_society.py"


@pytest.mark.parametrize(
    "meddle",
    [
        Path.stat,
        lambda path: path.unlink(),
        lambda path: path.write_bytes(path.read_bytes() + b"#"),
        lambda path: path.write_bytes(b""),
    ],
    ids=["as it was", "gone", "edited", "emptied"],
)
def test_a_file_is_taken_from_where_it_stands_only_as_it_was_written(
    meddle: Callable[[Path], object], tmp_path: Path
) -> None:
    folder, out, kept = over_base(tmp_path / "project", {}), tmp_path / "out", Kept()
    first = compiled(folder, out, kept)
    meddle(out / MODULE)
    assert compiled(folder, out, next_run(kept)) == first


@pytest.mark.parametrize(
    ("path", "again"),
    [
        (AREA, True),
        ("areas/other.layout", True),
        (CODES, True),
        (REGISTRY, True),
        (LAW, True),
        (NEEDS, False),
        ("areas/apart.layout", False),
        ("codes/apart.codes", False),
    ],
)
def test_a_pair_is_made_again_when_what_it_follows_from_changes(path: str, again: bool, tmp_path: Path) -> None:
    apart = OTHER.replace("child_allowance", "apart").replace("expose to", "# ").replace("payment.*\n  }", "")
    files = FILES | {
        "areas/apart.layout": apart.replace("00003", "00004").replace("TK900000000002", "TK900000000003"),
        "codes/apart.codes": 'codes apart "別"  {\n  0 "零"\n}\n',
    }
    before, after = (
        standing.keys(loaded.texts, loaded.catalog.at(DAY), ["jsonschema"])
        for loaded in (load(over_base(tmp_path, each)) for each in (files, files | {path: f"{files[path]}# x\n"}))
    )
    assert not load(tmp_path).findings
    assert (before["municipality", "nhi_society"] != after["municipality", "nhi_society"]) == again


def test_pairs_of_another_day_and_other_formats_are_others() -> None:
    loaded = load(BASE)
    found = [
        standing.keys(loaded.texts, loaded.catalog.at(day), formats)["municipality", "nhi_society"]
        for day in (DAY, date(2020, 1, 1))
        for formats in (["jsonschema"], ["jsonschema", "pydantic"])
    ]
    assert len(set(found)) == 4
