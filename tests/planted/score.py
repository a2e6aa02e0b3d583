"""The score of the planted defects, kept on the reports of the tests and printed below them, also by pytest-xdist's controller."""

from collections.abc import Mapping
from typing import Any

import pytest

_PLANTED, _NEUTRAL = "planted", "neutral"
_COUNTS = {
    _PLANTED: ("mutations", "quiet", "found", "missed", "extra"),
    _NEUTRAL: ("edits", "findings changed", "bytes changed"),
}
_SAID = {
    _PLANTED: "planted defects: {mutations} mutations ({quiet} of them must cause nothing), {found} findings found, {missed} missed, {extra} extra",
    _NEUTRAL: "edits that change nothing: {edits} edits, {findings changed} changed a finding, {bytes changed} changed a byte of the output",
}


def planted(request: pytest.FixtureRequest, counts: Mapping[str, int]) -> None:
    """Adds to the score: mutations, quiet, found, missed, extra."""
    request.node.user_properties.append((_PLANTED, dict(counts)))


def neutral(request: pytest.FixtureRequest, counts: Mapping[str, int]) -> None:
    """Adds to the score: edits, findings changed, bytes changed."""
    request.node.user_properties.append((_NEUTRAL, dict(counts)))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """A hook of pytest."""
    reports = [each for outcome in ("passed", "failed") for each in terminalreporter.stats.get(outcome, ())]
    for kind, names in _COUNTS.items():
        counted = [value for each in reports for name, value in getattr(each, "user_properties", ()) if name == kind]
        if counted:
            totals = {name: sum(each[name] for each in counted) for name in names}
            terminalreporter.write_line(_SAID[kind].format(**totals))
