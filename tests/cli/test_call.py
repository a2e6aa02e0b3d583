"""Days and names on the command line, and the answer to wrong ones."""

from datetime import date
from pathlib import Path

import pytest

from layoutc.project import clock
from tests.cli.running import DAY, Call
from tests.projects import over_base


def test_the_day_is_one_of_an_edition_or_today(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edition = 'editions:\n  - name: 情報連携開始版\n    day: "2016-07-31"\n'
    root = over_base(tmp_path, {"registry/editions.yaml": edition})
    monkeypatch.setattr(clock, "today", lambda: date(2001, 2, 3))
    assert "As of 2016-07-31" in call("check", "--edition", "情報連携開始版", root=root).out
    assert "As of 2001-02-03" in call("check", root=root).out
    unknown = call("check", "--edition", "開始版", root=root)
    assert (unknown.code, unknown.out) == (2, "")
    assert "情報連携開始版" in unknown.err


@pytest.mark.parametrize("day", ["2017-07", "2017-02-30", "tomorrow", "平成29年7月", "2017-W30-1", ""])
def test_what_is_no_day_is_refused(call: Call, day: str) -> None:
    run = call("check", "--as-of", day)
    assert (run.code, run.out) == (2, "")
    assert run.err == f"layoutc: `{day}` is not a day; write for instance 2017-07-31\n"


@pytest.mark.parametrize("day", ["２０１７-07-31", "2017/7/31", "20170731", "平成29年7月31日", "H29.7.31"])
def test_a_day_in_another_form_is_answered_with_the_form_that_is_read(call: Call, day: str) -> None:
    run = call("check", "--as-of", day)
    assert (run.code, run.out) == (2, "")
    assert run.err.endswith("\n  did you mean `2017-07-31`?\n")


def test_a_day_and_an_edition_are_one_too_many(call: Call) -> None:
    run = call("check", *DAY, "--edition", "x")
    assert (run.code, run.err) == (2, "layoutc: --as-of and --edition can't be given together\n")


@pytest.mark.parametrize(
    ("option", "value", "meant"),
    [
        ("--querier", "nhi_socety", "nhi_society"),
        ("--provider", "municipalty", "municipality"),
        ("--area", "local_taxes", "local_tax"),
        ("--select", "need.not-exposd", "need.not-exposed"),
    ],
)
def test_an_unknown_name_is_answered_with_the_one_that_was_meant(
    call: Call, option: str, value: str, meant: str
) -> None:
    run = call("check", option, value)
    assert (run.code, run.out) == (2, "")
    assert f"`{value}`" in run.err
    assert f"did you mean `{meant}`" in run.err


def test_a_name_like_none_is_answered_with_those_there_are(call: Call) -> None:
    assert call("check", "--querier", "zzz").err == (
        "layoutc: there is no kind of institution `zzz`\n"
        "  there are:\n    municipality (市町村長)\n    nhi_society (国民健康保険組合)\n"
    )
