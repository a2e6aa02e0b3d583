"""What a parcel says of itself: `manifest.json` in it, with the edition, the day, the formats and the SHA-256 of each file."""

import json
from collections.abc import Mapping
from datetime import date

from layoutc.emit.literals import json_document
from layoutc.emit.manifest import NAME, digest, inside
from layoutc.emit.output import Difference
from layoutc.frozen import dataclass

FORM = 1  # of the manifest; a reader refuses what it does not know
_MAX_BYTES = 32 * 1024 * 1024  # more than as many files as an archive may hold need


@dataclass(frozen=True, slots=True)
class Manifest:
    """`edition` None: the parcel is of a day that bears no name. `files`: path → SHA-256 of all but the manifest.

    `libraries`: name → version of those whose version can show in the files.
    """

    tool: str
    libraries: Mapping[str, str]
    edition: str | None
    day: date
    notice: str
    formats: tuple[str, ...]
    files: Mapping[str, str]


def data(manifest: Manifest) -> bytes:
    return json_document(
        {
            "parcel": FORM,
            "tool": manifest.tool,
            "libraries": dict(sorted(manifest.libraries.items())),
            "edition": manifest.edition,
            "day": manifest.day.isoformat(),
            "notice": manifest.notice,
            "formats": list(manifest.formats),
            "files": dict(sorted(manifest.files.items())),
        }
    )


def read(content: bytes) -> Manifest | None:
    """The manifest; None for anything else."""
    try:
        document = json.loads(content) if len(content) <= _MAX_BYTES else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(document, dict) or document.get("parcel") != FORM:
        return None
    match document:
        case {
            "tool": str(tool),
            "libraries": dict(libraries),
            "edition": str() | None as edition,
            "day": str(day),
            "notice": str(notice),
            "formats": list(formats),
            "files": dict(files),
        } if _texts([*formats, *libraries.values(), *files.values()]) and all(map(inside, files)):
            try:
                return Manifest(tool, libraries, edition, date.fromisoformat(day), notice, tuple(formats), files)
            except ValueError:
                return None
    return None


def _texts(values: list[object]) -> bool:
    return all(isinstance(value, str) for value in values)


def listed(files: Mapping[str, bytes]) -> dict[str, str]:
    """What a manifest lists of these files."""
    return {path: digest(content) for path, content in files.items() if path != NAME}


def compared(expected: Mapping[str, str], found: Mapping[str, bytes | None]) -> Difference:
    """Where the files (None: unreadable) differ from path → SHA-256; `removed` are those that are missing."""
    names = found.keys() - {NAME}
    return Difference(
        added=tuple(sorted(names - expected.keys())),
        changed=tuple(sorted(path for path in names & expected.keys() if _digest(found[path]) != expected[path])),
        removed=tuple(sorted(expected.keys() - names)),
    )


def _digest(content: bytes | None) -> str | None:
    return None if content is None else digest(content)
