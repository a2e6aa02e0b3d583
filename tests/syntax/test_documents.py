"""YAML documents become plain data that knows its places; every mistake has a line and a column."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from layoutc.source import SourceFile
from layoutc.syntax.documents import (
    MAX_CHARACTERS,
    MAX_DEPTH,
    Document,
    DocumentKind,
    Mapping,
    plain,
    read_document,
    schema,
)
from tests.projects import base_text, ids
from tests.syntax.reading import cut

REGISTRY = base_text("registry/registry.yaml")
NEEDS = base_text("needs/nhi_society.yaml")
LAW = base_text("law/table.yaml")
KINDS: tuple[DocumentKind, ...] = ("registry", "law", "needs")


def read(text: str, kind: DocumentKind = "registry") -> Document:
    return read_document(SourceFile(f"layouts/{kind}/x.yaml", text), kind)


def data(text: str, kind: DocumentKind = "registry") -> Any:
    document = read(text, kind)
    assert [found.message.en for found in document.findings] == []
    assert document.root is not None
    return plain(document.root)


def found(text: str, kind: DocumentKind = "registry") -> list[tuple[str, int, int, str]]:
    """rule, line, column, English message of each finding."""
    document = read(text, kind)
    assert document.root is None or not document.findings or ids(document.findings) == ["yaml.duplicate-key"]
    return [
        (each.rule.id, each.place.location().line, each.place.location().column, each.message.en)
        for each in document.findings
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_schema_that_is_one_and_speaks_both_languages(kind: DocumentKind) -> None:
    shipped = schema(kind)
    Draft202012Validator.check_schema(shipped)
    assert shipped["$schema"] == "https://json-schema.org/draft/2020-12/schema"

    def look(node: Any) -> None:
        if isinstance(node, dict):
            if ("type" in node and not isinstance(node["type"], dict)) or "enum" in node:
                assert node["description"]
                assert node["x-ja"]
            for each in node.values():
                look(each)

    look(shipped)


@pytest.mark.parametrize(("text", "kind"), [(REGISTRY, "registry"), (NEEDS, "needs"), (LAW, "law")])
def test_a_right_document_has_a_root_and_no_finding(text: str, kind: DocumentKind) -> None:
    assert data(text, kind)


@pytest.mark.parametrize("text", ["", "# 注記だけ\n"])
def test_an_empty_registry_is_nothing_to_complain_of(text: str) -> None:
    assert data(text) == {}


def test_an_empty_need_lacks_its_keys() -> None:
    assert [each[3] for each in found("", "needs")] == ["`querier:` is missing", "`procedures:` is missing"]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0101", "0101"),
        ("01", "01"),
        ("0o17", "0o17"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ('"42"', "42"),
        ("'42'", "42"),
    ],
)
def test_what_looks_like_a_code_stays_text(written: str, value: str) -> None:
    assert data(f"ministries:\n  mic: {written}\n") == {"ministries": {"mic": value}}


@pytest.mark.parametrize("written", ["on", "yes", "no", "2016-07-31", "1.5", "12:30:45", "2016-07-31T00:00:00Z"])
def test_yaml_1_1_words_and_dates_stay_text(written: str) -> None:
    assert data(f"ministries:\n  mic: {written}\n") == {"ministries": {"mic": written}}


def test_whole_numbers_are_numbers_and_zero_is_one() -> None:
    assert data(LAW, "law")["lines"][0]["line"] == 1
    assert found(LAW.replace("line: 1", "line: 0"), "law")[0][:3] == ("yaml.shape", 4, 11)


def test_a_number_too_long_for_one_is_text() -> None:
    assert found(LAW.replace("line: 1", "line: " + "9" * 5000), "law")[0][0] == "yaml.shape"


def test_every_value_knows_its_place() -> None:
    document = read(REGISTRY)
    assert document.root is not None
    kinds = document.root.entries["kinds"]
    assert isinstance(kinds, Mapping)
    assert cut(REGISTRY, kinds.key_span("nhi_society")) == "nhi_society"
    assert cut(REGISTRY, kinds.entries["nhi_society"].span) == "国民健康保険組合"


def test_places_count_characters_also_behind_signs_outside_the_basic_plane() -> None:
    text = "ministries:\n  mic: 𠮷野家𠮷\n  mof: [財務省]\n"
    assert found(text) == [("yaml.shape", 3, 3, "`[財務省]` is not a text")]


def test_places_are_right_under_windows_line_ends() -> None:
    text = LAW.replace("line: 1", "line: one").replace("\n", "\r\n")
    assert found(text, "law") == [("yaml.shape", 4, 11, "`one` is not a whole number from 1")]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("kinds:\n  a: 甲\n b: 乙\n", 3, 2),
        ('kinds:\n  a: "甲\n', 3, 1),
        ("kinds: [a\n", 2, 1),
        ("kinds:\n\ta: 甲\n", 2, 1),
        ("kinds: a: b\n", 1, 9),
        ("kinds:\n  - a\n  b: c\n", 3, 3),
        ("%YAML 9.9\n---\n", 1, 1),
    ],
)
def test_what_is_no_yaml_is_said_where_it_stops(text: str, line: int, column: int) -> None:
    (only,) = found(text)
    assert only[:3] == ("yaml.syntax", line, column)


def test_a_tab_is_named_as_such() -> None:
    assert found("kinds:\n\ta: 甲\n")[0][3] == "YAML is not indented by tabs"


@pytest.mark.parametrize(
    ("text", "written", "column"),
    [
        ("kinds:\n  nhi：国民健康保険組合\n", "：", 6),
        ("kinds:\n  nhi：国民健康保険組合\n  mic: 総務大臣\n", "：", 6),
        ("kinds:\n  ｎｈｉ: 国民健康保険組合\n", "ｎｈｉ", 3),
        ("kinds:\n  nhi　: 国民健康保険組合\n", "　", 6),
    ],
)
def test_a_full_width_sign_in_a_key_is_named_as_such(text: str, written: str, column: int) -> None:
    (only,) = read(text).findings
    assert (only.rule.id, only.place.text()) == ("syntax.full-width", written)
    assert only.place.location().column == column


def test_full_width_signs_in_a_text_are_right() -> None:
    assert data("kinds:\n  nhi: 組合（第１）：甲\n") == {"kinds": {"nhi": "組合（第１）：甲"}}


@pytest.mark.parametrize("written", ["&a 甲", "*a", "{<<: 甲}"])
def test_anchors_aliases_and_merge_keys_are_refused(written: str) -> None:
    (only,) = found(f"kinds:\n  a: {written}\n")
    assert (only[0], only[1]) == ("yaml.syntax", 2)
    assert only[3] == "YAML's `&`, `*` and `<<` can't be used"


def test_a_billion_laughs_stop_at_the_first() -> None:
    text = "a: &a [x, x]\n" + "".join(f"k{n}: &k{n} [*a, *a]\n" for n in range(50))
    assert [each[:2] for each in found(text)] == [("yaml.syntax", 1)]


@pytest.mark.parametrize("signs", ["[]", "{}"])
def test_nesting_is_bounded(signs: str) -> None:
    deep = "kinds: " + signs[0] * 100_000
    assert [each[0] for each in found(deep)] == ["text.limit"]


def test_nesting_up_to_the_bound_is_read() -> None:
    text = "kinds: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1)
    assert {each[0] for each in found(text)} == {"yaml.shape"}


def test_a_second_document_is_refused_where_it_begins() -> None:
    assert [each[:3] for each in found("kinds:\n  a: 甲\n---\nkinds:\n  b: 乙\n")] == [("yaml.syntax", 3, 1)]


def test_a_document_beyond_the_limit_is_not_read() -> None:
    assert [each[0] for each in found("#" * (MAX_CHARACTERS + 1))] == ["text.limit"]


def test_a_key_written_twice_is_shown_with_the_first() -> None:
    (only,) = read("kinds:\n  a: 甲\n  b: 乙\n  a: 丙\n").findings
    assert (only.rule.id, only.place.location().line) == ("yaml.duplicate-key", 4)
    (related,) = only.related
    assert related.place.location().line == 2


def test_equal_keys_in_different_places_are_no_duplicates() -> None:
    assert data("kinds:\n  a: 甲\nministries:\n  a: 乙\n")


def test_a_key_that_is_a_list_is_refused() -> None:
    assert [each[0] for each in found("? [a, b]\n: c\n")] == ["yaml.syntax"]


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "message"),
    [
        ("area: local_tax", "aria: local_tax", 5, 9, "`aria:` can't stand here"),
        ("        cite: 国民健康保険法施行令第29条の3\n", "", 5, 9, "`cite:` is missing"),
        ("items: [", "items: [[a], ", 6, 17, "`[a]` is not a path to an item (income.total_income)"),
        (
            "income.tax_year,",
            "Income.TaxYear,",
            6,
            17,
            "`Income.TaxYear` is not a path to an item (income.total_income)",
        ),
        ("why: 高額療養費の所得区分の判定", "why:", 7, 13, "there is no value"),
        ("querier: nhi_society", "querier: [nhi_society]", 1, 1, "`[nhi_society]` is not a name in snake_case"),
        (
            "        why",
            "        reach: 0 years\n        why",
            7,
            16,
            "`0 years` is not a length of time (2 fiscal_years)",
        ),
        ("  nhi_benefit:", "  NhiBenefit:", 3, 3, "`NhiBenefit` can't be a name"),
    ],
)
def test_a_shape_that_is_wrong_is_told_at_its_place(old: str, new: str, line: int, column: int, message: str) -> None:
    assert NEEDS.count(old) == 1
    assert found(NEEDS.replace(old, new), "needs") == [("yaml.shape", line, column, message)]


def test_the_key_that_was_meant_is_named() -> None:
    (only,) = read(REGISTRY.replace("    rows:", "    row:")).findings
    assert only.help.en == "did you mean `rows`?"


def test_a_list_with_a_repetition_is_told() -> None:
    text = REGISTRY.replace("queriers: [nhi_society]", "queriers: [nhi_society, nhi_society]")
    assert [each[3] for each in found(text)] == ["the list names something twice"]


def test_all_mistakes_of_a_document_are_told() -> None:
    text = (
        REGISTRY.replace("rows:", "row:")
        .replace("law:", "laws:")
        .replace("  - name:", "  - nom:")
        .replace("label:", "lable:")
    )
    assert sorted(each[3] for each in found(text)) == [
        "`lable:` can't stand here",
        "`laws:` can't stand here",
        "`nom:` can't stand here",
        "`nom:` can't stand here",
        "`row:` can't stand here",
    ]


def test_a_root_that_is_no_mapping_is_told() -> None:
    assert found("- a\n- b\n") == [("yaml.shape", 1, 1, "`- a` is not a mapping of keys to values")]


def test_an_invisible_character_is_told_also_in_a_comment() -> None:
    (only,) = read("kinds: # \u202e\n  a: 甲\n").findings
    assert (only.rule.id, only.place.location().column) == ("text.invisible", 10)


def test_the_plain_data_is_what_json_would_give() -> None:
    assert json.loads(json.dumps(data(NEEDS, "needs"))) == data(NEEDS, "needs")


@pytest.mark.parametrize("key", ['""', "1", '"01"', '"a/b"', '"~0"'])
def test_a_key_of_any_signs_is_found_again(key: str) -> None:
    """The validator tells the way to a mistake by keys; an empty one it leaves out, and figures it hands out as numbers."""
    source = SourceFile(
        "x",
        f"querier: q\nprocedures:\n  {key}:\n    needs:\n      - {{area: a, items: [a.b], why: c, cite: d, typo: e}}\n",
    )
    assert "typo" in [found.place.text() for found in read_document(source, "needs").findings]
