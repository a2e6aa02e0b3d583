"""What a parcel says of itself, read back, and held against what is in it."""

import json
from datetime import date
from typing import Any

import pytest

from layoutc.emit import parcel
from layoutc.emit.output import Difference
from layoutc.emit.parcel import Manifest

FILES = {"a/1": b"1", "a/2": b"2", "manifest.json": b"{}"}
MANIFEST = Manifest(
    "layoutc 0", {"holidays": "1"}, "改版", date(2018, 7, 31), "再構成", ("jsonschema",), parcel.listed(FILES)
)


@pytest.mark.parametrize("edition", ["改版", None])
def test_a_manifest_is_read_as_it_was_written(edition: str | None) -> None:
    written = Manifest(
        "layoutc 0", {"holidays": "1"}, edition, date(2018, 7, 31), "再構成", ("jsonschema",), parcel.listed(FILES)
    )
    assert parcel.read(parcel.data(written)) == written


def test_the_manifest_does_not_list_itself() -> None:
    assert MANIFEST.files.keys() == {"a/1", "a/2"}


@pytest.mark.parametrize(
    "change",
    [
        {"parcel": 2},
        {"tool": None},
        {"libraries": ["holidays"]},
        {"libraries": {"holidays": 1}},
        {"edition": 1},
        {"day": "2018-07"},
        {"day": 2018},
        {"notice": []},
        {"formats": [1]},
        {"formats": "jsonschema"},
        {"files": []},
        {"files": {"../a": "0"}},
        {"files": {"a": 0}},
    ],
)
def test_what_is_no_manifest_is_none(change: dict[str, Any]) -> None:
    document = json.loads(parcel.data(MANIFEST)) | change
    assert parcel.read(json.dumps(document).encode()) is None


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b"[" * 100_000, b'{"parcel": 1}'])
def test_junk_is_none(content: bytes) -> None:
    assert parcel.read(content) is None


def test_files_that_are_as_listed_do_not_differ() -> None:
    assert parcel.compared(MANIFEST.files, FILES) == Difference()


@pytest.mark.parametrize("content", [b"2", None])
def test_changed_missing_and_added_files_are_told_apart(content: bytes | None) -> None:
    found = {"a/1": content, "b/3": b"", "manifest.json": None}
    assert parcel.compared(MANIFEST.files, found) == Difference(("b/3",), ("a/1",), ("a/2",))
