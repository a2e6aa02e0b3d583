"""What is said of a parcel that was verified."""

from dataclasses import replace
from datetime import date

from layoutc.emit.output import Difference
from layoutc.reports.parcel import Verified, render

RIGHT = Verified("改版", date(2018, 7, 31), "layoutc 1", "ab" * 32, 3, Difference(), canonical=True)


def test_a_right_parcel_is_said_to_be_right() -> None:
    assert RIGHT.right
    assert render(RIGHT, "en").splitlines() == [
        "Edition 改版, as of 2018-07-31. Made by layoutc 1",
        f"SHA-256 {'ab' * 32}",
        "All 3 files are as manifest.json lists them.",
    ]
    assert render(replace(RIGHT, edition=None), "ja").startswith("2018-07-31 時点。作成: layoutc 1\n")


def test_what_differs_is_listed_and_counted() -> None:
    wrong = replace(RIGHT, difference=Difference(("c",), ("a",), ("b",)), canonical=False)
    assert not wrong.right
    assert render(wrong, "en").splitlines()[2:] == [
        "changed a",
        "missing b",
        "added c",
        "Against manifest.json: 1 changed, 1 missing, 1 added.",
    ]
    assert "\x1b[" in render(wrong, "ja", colour=True)


def test_a_long_list_is_cut() -> None:
    many = replace(RIGHT, difference=Difference(changed=tuple(f"{at:03}" for at in range(60))))
    lines = render(many, "en").splitlines()
    assert len(lines) == 2 + 50 + 2
    assert lines[-2] == "… and 10 more"


def test_another_packing_is_told_where_the_files_are_right() -> None:
    assert "packed" in render(replace(RIGHT, canonical=False), "en").splitlines()[-1]


def test_what_the_project_would_give_is_listed_apart() -> None:
    other = replace(
        RIGHT, of_project=Difference(("gone",), ("a",), ("new",)), other_versions=("layoutc 1 → layoutc 2",)
    )
    assert not other.right
    assert render(other, "en").splitlines()[3:] == [
        "change a",
        "add new",
        "remove gone",
        "From the layouts as they are now: 1 would change, 1 would be added, 1 would go.",
        "Compared with other versions, from which differences may come (layoutc 1 → layoutc 2).",
    ]
    same = replace(RIGHT, of_project=Difference())
    assert same.right
    assert render(same, "ja").endswith("3ファイル全てが同じになる。\n")


def test_what_stands_in_a_parcel_drives_no_terminal() -> None:
    hostile = replace(RIGHT, tool="a\x1b[2J\nb", edition="\u202e", difference=Difference(added=("x\x1b",)))
    assert all(line.isprintable() for line in render(hostile, "en").splitlines())
