"""`manifest.json`: which files of the output folder layoutc has written, with the SHA-256 of their content."""

import json
from collections.abc import Mapping
from hashlib import sha256

from layoutc.emit.artifacts import MARK
from layoutc.emit.literals import json_document

NAME = "manifest.json"


def data(files: Mapping[str, str]) -> bytes:
    """The document for path → SHA-256."""
    return json_document({"$comment": MARK, "files": dict(sorted(files.items()))})


def read(content: bytes) -> dict[str, str] | None:
    """path → SHA-256; None if it is no manifest, or names something outside its folder."""
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        return None
    files = document.get("files") if isinstance(document, dict) else None
    if not isinstance(files, dict):
        return None
    if not all(inside(path) and isinstance(digest, str) for path, digest in files.items()):
        return None
    return files


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def inside(path: str) -> bool:
    """Whether the path is a relative one with `/`, in plain steps down, and not the manifest itself."""
    steps = path.split("/")
    plain = all(step not in ("", ".", "..") and not set(step) & set('\\:*?"<>|\0') for step in steps)
    return plain and path.isprintable() and path != NAME
