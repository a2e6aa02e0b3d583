"""The archive: bytes that follow from its files alone; and of archives from elsewhere, all that must be refused."""

import random
import struct
import zlib
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from io import BytesIO
from stat import S_IFLNK
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layoutc.emit import archive
from layoutc.emit.archive import ArchiveError, packed, unpacked

DAY = date(2018, 7, 31)
FILES = {"manifest.json": b"{}\n", "a/税.txt": "税\n".encode(), "a/b.bin": bytes(range(256))}
DIGEST = "8b77a70bf52bfd74728550eda26460cd053fa8d269acbf1de2f2cc8db84882a6"


def zipped(*entries: tuple[ZipInfo | str, bytes], method: int = ZIP_STORED) -> bytes:
    """An archive as another program would make it."""
    made = BytesIO()
    with ZipFile(made, "w", method) as other:
        for name, content in entries:
            other.writestr(name, content, method)
    return made.getvalue()


def test_what_is_packed_is_what_is_unpacked() -> None:
    assert unpacked(packed(FILES, DAY)) == FILES
    assert unpacked(packed({}, DAY)) == {}


def test_the_bytes_are_the_same_on_every_machine() -> None:
    assert sha256(packed(FILES, DAY)).hexdigest() == DIGEST
    assert packed(dict(reversed(FILES.items())), DAY) == packed(FILES, DAY)


def test_every_file_carries_the_day_and_plain_rights_and_is_stored() -> None:
    with ZipFile(BytesIO(packed(FILES, DAY))) as opened:
        entries = opened.infolist()
    assert [entry.filename for entry in entries] == sorted(FILES)
    assert {entry.date_time for entry in entries} == {(2018, 7, 31, 0, 0, 0)}
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}
    assert {entry.compress_type for entry in entries} == {ZIP_STORED}


@pytest.mark.parametrize(("day", "year"), [(date(1, 2, 3), 1980), (date(9999, 2, 3), 2107)])
def test_days_that_a_zip_cannot_tell_are_brought_near(day: date, year: int) -> None:
    with ZipFile(BytesIO(packed(FILES, day))) as opened:
        assert {entry.date_time[:3] for entry in opened.infolist()} == {(year, 2, 3)}


def test_an_archive_that_a_library_has_compressed_is_stored_anew() -> None:
    assert archive.stored(zipped(*FILES.items(), method=ZIP_DEFLATED), DAY) == packed(FILES, DAY)


def test_another_programs_archive_with_folders_and_compression_is_read() -> None:
    made = zipped(("a/", b""), *FILES.items(), method=ZIP_DEFLATED)
    assert unpacked(made) == FILES


def test_a_damaged_file_is_none_and_the_others_are_there() -> None:
    content = packed(FILES, DAY)
    at = content.index(bytes(range(256))) + 7
    found = unpacked(content[:at] + b"!" + content[at + 1 :])
    assert found == FILES | {"a/b.bin": None}


# What is refused


def refused(content: bytes) -> str:
    with pytest.raises(ArchiveError) as caught:
        unpacked(content)
    assert caught.value.text.ja
    return caught.value.text.en


@pytest.mark.parametrize(
    "name",
    [
        "../a",
        "a/../../b",
        "/etc/passwd",
        "C:/a",
        "C:\\a",
        "a\\..\\b",
        "a//b",
        "./a",
        "a/.",
        "..",
        "a\x1b[2J",
        "a\u202eb",
        "con:",
    ],
)
def test_a_name_that_leads_out_or_hides_is_refused_and_shown_harmless(name: str) -> None:
    said = refused(zipped((name, b"x")))
    assert "leads out" in said
    assert said.isprintable()


def test_a_name_with_a_nul_is_refused() -> None:
    assert "leads out" in refused(zipped(("a_b", b"x")).replace(b"a_b", b"a\0b"))


def test_the_same_name_twice_is_refused() -> None:
    made = zipped(("ab", b"1"), ("ac", b"2")).replace(b"ac", b"ab")
    assert refused(made) == '"ab" is in it twice; it is not opened'


def test_a_link_is_refused() -> None:
    link = ZipInfo("link")
    link.create_system, link.external_attr = 3, (S_IFLNK | 0o777) << 16
    assert "no ordinary file" in refused(zipped((link, b"/etc/passwd")))


def test_an_encrypted_file_is_refused() -> None:
    made = bytearray(zipped(("a", b"x")))
    made[made.index(b"PK\x01\x02") + 8] |= 1
    assert "is encrypted" in refused(bytes(made))


def test_a_method_of_compression_that_is_not_everywhere_is_refused() -> None:
    assert "is compressed in a way" in refused(zipped(("a", b"x"), method=ZIP_BZIP2))


def test_what_swells_out_of_proportion_is_refused_before_it_is_read() -> None:
    assert '"a" swells' in refused(zipped(("a", bytes(20_000_000)), method=ZIP_DEFLATED))


def test_what_says_it_is_small_and_is_not_is_damaged() -> None:
    made = bytearray(zipped(("a", bytes(100_000)), method=ZIP_DEFLATED))
    for at in (22, made.index(b"PK\x01\x02") + 24):
        made[at : at + 4] = struct.pack("<I", 10)
    assert unpacked(bytes(made)) == {"a": None}


def test_files_that_lie_over_each_other_are_refused() -> None:
    """Many entries over one stretch of compressed bytes: each small, all together far larger than the archive."""
    body = zlib.compress(bytes(range(256)) * 40)[2:-4]
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 33, 0, len(body), 10240, 1, 0) + b"a" + body
    entries = b"".join(
        struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 8, 0, 33, 0, len(body), 10240, 4, 0, 0, 0, 0, 0, 0)
        + f"{number:04}".encode()
        for number in range(1000)
    )
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1000, 1000, len(entries), len(local), 0)
    assert "too large" in refused(local + entries + end)


@pytest.mark.parametrize("limit", ["MAX_FILES", "MAX_BYTES"])
def test_what_is_too_large_is_neither_packed_nor_unpacked(monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    content = packed(FILES, DAY)
    monkeypatch.setattr(archive, limit, 2)
    assert "too large" in refused(content)
    with pytest.raises(ArchiveError, match="too large"):
        packed(FILES, DAY)


def test_a_list_of_entries_that_would_fill_the_memory_is_not_read() -> None:
    made = bytearray(packed(FILES, DAY))
    made[-10:-6] = struct.pack("<I", 2**31)
    assert "too large" in refused(bytes(made))


def test_zip64_is_refused() -> None:
    made = packed(FILES, DAY)
    assert "too large" in refused(made[:-22] + b"PK\x06\x07" + bytes(16) + made[-22:])


@pytest.mark.parametrize(
    "change", [lambda made: made[:0], lambda made: made[:-1], lambda made: made + b"x", lambda made: made[:22]]
)
def test_what_is_no_archive_or_cut_off_is_refused(change: Callable[[bytes], bytes]) -> None:
    assert "it is no ZIP file" in refused(change(packed(FILES, DAY)))


@given(st.randoms(use_true_random=False))
def test_an_archive_changed_anywhere_is_read_or_refused(draw: random.Random) -> None:
    content = bytearray(packed(FILES, DAY))
    for _ in range(draw.randint(1, 4)):
        content[draw.randrange(len(content))] = draw.randrange(256)
    try:
        found = unpacked(bytes(content))
    except ArchiveError:
        return
    intact = {name: each for name, each in found.items() if each is not None}
    assert len(intact) < len(found) or packed(intact, DAY) != content or content == packed(FILES, DAY)
