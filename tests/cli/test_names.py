"""What a person may write for a declared thing: its name, its label, its code, in half-width or full-width signs."""

import re
from pathlib import Path

import pytest

from layoutc import project
from layoutc.cli import names
from layoutc.cli.refusals import CallError
from layoutc.findings import Text
from tests.cli.running import DAY, Call
from tests.projects import BASE, base_text, over_base

ASKED = ("--area", "local_tax", *DAY, "--count", 1)
PAIR = ("--pair", "municipality/nhi_society")
GROUPS = "groups:\n  insurer: {label: 保険者, members: [nhi_society]}\n  all_kinds: {label: 全て, members: [nhi_society, municipality]}\n"


@pytest.fixture
def grouped(tmp_path: Path) -> Path:
    return over_base(tmp_path, {"registry/groups.yaml": GROUPS})


@pytest.mark.parametrize(
    "pair",
    ["市町村長/国民健康保険組合", "municipality／nhi_society", "Municipality / 国民健康保険組合", "市町村長/保険者"],
)
def test_a_pair_is_named_by_names_or_labels(call: Call, grouped: Path, pair: str) -> None:
    plain = call("sample", *PAIR, *ASKED, root=grouped)
    assert (plain.code, plain.err) == (0, "")
    assert call("sample", "--pair", pair, *ASKED, root=grouped) == plain


@pytest.mark.parametrize(
    "area", ["地方税関係情報", "TM90000000000001", "ＴＭ９００００００００００００１", " local_tax"]
)
def test_an_area_is_named_by_its_label_or_its_code(call: Call, area: str) -> None:
    code = re.search("TM[0-9]{14}", base_text("areas/local_tax.layout"))
    assert code
    area = area.replace("TM90000000000001", code[0])
    if area.startswith("Ｔ"):
        area = code[0].translate({sign: sign + 0xFEE0 for sign in range(0x21, 0x7F)})
    plain = call("matrix", "--area", "local_tax", *DAY)
    assert plain.err == ""
    assert call("matrix", "--area", area, *DAY) == plain
    assert call("sample", *PAIR, "--area", area, *DAY, "--procedure", "国民健康保険法による保険給付の支給").code == 0


def test_a_group_stands_for_its_kinds_where_there_may_be_several(call: Call, grouped: Path) -> None:
    assert call("matrix", "--querier", "保険者", *DAY, root=grouped) == call(
        "matrix", "--querier", "nhi_society", *DAY, root=grouped
    )
    run = call("sample", "--pair", "市町村長/全て", *ASKED, root=grouped)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("layoutc: `全て` names more than one\n  there are:\n    nhi_society (国民健康保険組合)\n")


def test_the_name_that_was_meant_is_told_with_its_label(call: Call) -> None:
    for given in ("地方税", "地方税関係状報", "local_tex"):
        run = call("check", "--area", given, "--lang", "ja")
        assert run.err == (f"layoutc: 業務分野 `{given}` はない\n  `local_tax`（地方税関係情報）の誤りではないか\n")


def test_a_pair_that_exchanges_nothing_is_answered_with_those_who_ask_the_provider(call: Call) -> None:
    run = call("sample", "--pair", "municipality/municipality", *ASKED)
    assert (run.code, run.out) == (2, "")
    assert run.err.endswith("  there are:\n    nhi_society (国民健康保険組合)\n")


def test_a_label_of_two_things_names_neither_but_a_name_always_does() -> None:
    known = names.Known(Text("物", "thing"), {"a": ("甲",), "b": ("甲",), "甲乙": ("丙",), "c": ("甲乙",)})
    with pytest.raises(CallError) as refused:
        names.one("甲", known)
    assert refused.value.help_text
    assert "a (甲)" in refused.value.help_text.en
    assert names.one("甲乙", known) == "甲乙"
    assert names.one("丙", known) == "甲乙"


def test_a_word_within_several_labels_is_answered_with_all_of_them_and_none_of_many_endlessly() -> None:
    known = names.Known(Text("物", "thing"), {f"n{at:03}": (f"第{at}種",) for at in range(150)})
    with pytest.raises(CallError) as within:
        names.one("14", known)
    assert within.value.help_text
    assert within.value.help_text.en.splitlines()[1:4] == [
        "    n014 (第14種)",
        "    n114 (第114種)",
        "    n140 (第140種)",
    ]
    with pytest.raises(CallError) as unknown:
        names.one("x", known)
    assert unknown.value.help_text
    assert unknown.value.help_text.en.endswith("    and 50 more")


def test_every_kind_area_and_procedure_of_the_layouts_here_is_named_by_what_it_is_called() -> None:
    catalog = project.load(BASE.parents[2]).catalog
    for known in (
        names.areas(catalog.areas.values()),
        names.Known(Text("", ""), names.kinds(catalog).words),
    ):
        for name, words in known.words.items():
            assert {names.one(each, known) for each in (name, *words)} == {name}
