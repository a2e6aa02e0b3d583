"""Hooks for all tests. They stand here because pytest-xdist's controller reads no deeper conftest.py."""

import gc
import os

from hypothesis import settings

from tests.planted.score import pytest_terminal_summary
from tests.trying import examples

# CI tries the same examples every time, so that a change is judged by what it changes; at home they differ.
settings.register_profile("here", max_examples=examples(), derandomize=bool(os.environ.get("CI")))
settings.load_profile("here")

# No test reads or writes what other runs keep, but those that are about it.
os.environ["LAYOUTC_CACHE_DIR"] = ""


def pytest_collection_finish() -> None:
    """A hook of pytest. What thousands of tests are made of stays, and need not be walked over again and again."""
    gc.collect()
    gc.freeze()


__all__ = ["pytest_terminal_summary"]
