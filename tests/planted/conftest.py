"""The corpus and its facts, read once for each process that tests."""

import gc
from collections.abc import Iterator
from datetime import date

import pytest

from tests.planted.corpus import Corpus, read_texts
from tests.planted.defects import DAY, with_law_in_parts
from tests.planted.facts import Facts, read_facts


@pytest.fixture(scope="session")
def facts() -> Facts:
    return read_facts(read_texts())


@pytest.fixture(scope="session")
def corpus(facts: Facts) -> Iterator[Corpus]:
    """With the legal table in several files; test_neutral shows that this changes nothing."""
    read = Corpus(with_law_in_parts(facts.texts))
    read.baseline(date.fromisoformat(DAY))
    gc.freeze()  # it stays, and hundreds of runs need not walk over it: a third of the time
    yield read
    gc.unfreeze()
