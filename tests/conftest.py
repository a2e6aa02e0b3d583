"""Hooks for all tests. They stand here because pytest-xdist's controller reads no deeper conftest.py."""

import os

from hypothesis import settings

from tests.planted.score import pytest_terminal_summary

# CI tries the same examples every time, so that a change is judged by what it changes; at home they differ.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

# No test reads or writes what other runs keep, but those that are about it.
os.environ["LAYOUTC_CACHE_DIR"] = ""

__all__ = ["pytest_terminal_summary"]
