"""The pieces of a project that runs keep for each other: taken from the cache, and put back with what is new."""

from collections.abc import Sequence
from pathlib import Path

from layoutc.catalog.kept import Kept
from layoutc.project.cache import MOST_BYTES, NOWHERE, Entry, entry
from layoutc.project.files import Content, contents
from layoutc.project.loading import Loaded, load

MOST_CHARACTERS = MOST_BYTES // 4  # as much again may be kept, and not every character takes one byte


def pieces_of(root: Path) -> Entry:
    """The entry for the pieces of the project in a folder. Each piece in it stands under its own content."""
    return entry(root, (), ["pieces", root.resolve().as_posix()])


def recall(pieces: Entry) -> Kept:
    """Of each line the key and the piece, which is not looked at before it is asked for."""
    lines = (line.partition(" ") for line in (pieces.text() or "").split("\n"))
    return Kept({key: text for key, blank, text in lines if blank})


def keep(pieces: Entry, kept: Kept) -> None:
    """Keep what was used, and what was there before as far as it is no more, so that a change that is taken back costs nothing.

    The entry is left alone if nothing is new.
    """
    if pieces == NOWHERE or not kept.settle(MOST_CHARACTERS) or kept.used.keys() <= kept.found.keys():
        return
    all_of = dict(kept.used)
    room = sum(map(len, all_of.values()))
    for key, text in kept.found.items():
        if key not in all_of and (room := room - len(text)) > 0:
            all_of[key] = text
    pieces.put_text("\n".join(f"{key} {text}" for key, text in all_of.items()))


def load_kept(root: Path, read: Sequence[Content] | None = None) -> Loaded:
    """As `load`, with what earlier runs kept."""
    read, pieces = contents(root) if read is None else read, pieces_of(root)
    kept = recall(pieces)
    loaded = load(root, read, kept)
    keep(pieces, kept)
    return loaded
