"""Every notation that the workbook writes is read back as what it was; and others are read too."""

from hypothesis import given
from hypothesis import strategies as st

from layoutc.workbook import notation
from layoutc.workbook.layout_text import quoted
from layoutc.workbook.normalise import folded, half_width, plain

_DATES = st.dates().flatmap(
    lambda day: st.sampled_from([f"{day:%Y-%m-%d}".zfill(10), f"{day:%Y-%m}".zfill(7), f"{day:%Y}".zfill(4)])
)
_OPEN = st.one_of(st.just(""), _DATES)
_SPANS = st.tuples(_OPEN, _OPEN)
_DUE = st.one_of(
    st.sampled_from(["same_day", "next_business_day", "monthly at month_end", "undecided", "yearly by 07-01"]),
    st.integers(1, 99).map(lambda count: f"within {count} business_days"),
    st.integers(1, 99).map(lambda count: f"within {count} days"),
    st.integers(1, 28).map(lambda day: f"monthly by {day} of next_month"),
)


@given(_DATES)
def test_dates(day: str) -> None:
    assert notation.read_date(day) == day


@given(_SPANS)
def test_spans(span: tuple[str, str]) -> None:
    assert notation.read_span(notation.spell_span(*span)) == span


@given(st.lists(_SPANS, min_size=1, max_size=3))
def test_marks(spans: list[tuple[str, str]]) -> None:
    assert notation.read_marks(half_width(notation.spell_marks(spans))) == spans


@given(_DUE, _SPANS)
def test_deadlines(due: str, span: tuple[str, str]) -> None:
    words = due + "".join(f" {word} {day}" for word, day in zip(("since", "until"), span, strict=True) if day)
    assert notation.read_deadline(half_width(notation.spell_deadline(words.split()))) == words
    assert notation.read_deadline(words) == words


@given(st.integers(1, 99), st.sampled_from(["years", "fiscal_years", "months"]))
def test_retention(count: int, unit: str) -> None:
    assert notation.read_retention(notation.spell_retention([str(count), unit])) == f"{count} {unit}"
    assert notation.read_retention(notation.spell_retention(["current"])) == "current"


def test_reasons() -> None:
    for words in (["not_applicable"], ["not_covered"], ["not_applicable", "not_covered"]):
        assert notation.read_reasons(notation.spell_reasons(words)) == words
    assert notation.read_reasons("保有なし・該当なし") == ["not_applicable", "not_covered"]
    assert notation.read_reasons("不明") is None


def test_the_japanese_calendar() -> None:
    read = {
        "平成30年7月1日": "2018-07-01",
        "H30.7": "2018-07",
        "令和元年5月": "2019-05",
        "R1/5/1": "2019-05-01",
        "昭和64年1月": "1989-01",
        "T15.12.25": "1926-12-25",
        "明治45年": "1912",
        "20180701": "2018-07-01",
        "2018年7月": "2018-07",
    }
    assert {text: notation.read_date(text) for text in read} == read
    for text in ("元年", "30.7", "2018-13", "2019-02-29", "平成30年度", "7月", "43282", "H0.7x"):
        assert notation.read_date(text) is None


def test_a_date_alone_is_no_span() -> None:
    assert notation.read_span("2018-07") is None
    assert notation.read_span("since 2018-07 until 2019-06") == ("2018-07", "2019-06")


def test_values_as_a_person_would_type_them() -> None:
    assert [plain(value) for value in (12.0, 12.5, True, "a\r\nb", 1e20)] == ["12", "12.5", "TRUE", "a\nb", "1e+20"]
    assert folded("コード　表 ") == "コード表"
    assert half_width("ＴＫ９（１，２）－") == "TK9(1,2)-"
    assert quoted('a"b\\c') == '"a\\"b\\\\c"'
