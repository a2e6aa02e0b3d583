"""What `planned` says, in the shape of what `write` returns."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from layoutc.emit.artifacts import Artifact
from layoutc.emit.output import Difference, planned


def compare(folder: Path, artifacts: Iterable[Artifact], within: Sequence[str] | None = None) -> Difference:
    plans = planned(folder, artifacts, within)
    return Difference(
        added=tuple(sorted(path for path, before, _ in plans if before is None)),
        changed=tuple(sorted(path for path, before, after in plans if before is not None and after is not None)),
        removed=tuple(sorted(path for path, _, after in plans if after is None)),
    )
