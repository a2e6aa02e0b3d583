"""The corpus and its facts, read once for each process that tests."""

import pytest

from tests.planted.corpus import Corpus, read_texts
from tests.planted.defects import with_law_in_parts
from tests.planted.facts import Facts, read_facts


@pytest.fixture(scope="session")
def facts() -> Facts:
    return read_facts(read_texts())


@pytest.fixture(scope="session")
def corpus(facts: Facts) -> Corpus:
    """With the legal table in several files; test_neutral shows that this changes nothing."""
    return Corpus(with_law_in_parts(facts.texts))
