"""`manifest.json`: which files of the output folder layoutc has written, with the SHA-256 of their content."""

import json
import re
from collections.abc import Mapping
from hashlib import sha256

from layoutc.emit.artifacts import MARK
from layoutc.emit.literals import json_document

NAME = "manifest.json"
_NO_PLAIN_STEP = re.compile(r'/\.{0,2}/|[\\:*?"<>|]')


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
    return path.isprintable() and path != NAME and not _NO_PLAIN_STEP.search(f"/{path}/")
