"""What takes far more time than it needs fails, instead of keeping the others waiting."""

from collections.abc import Iterator

import pytest

from tests.attacks.fuzz import ended_after

MOST = 120.0  # CPU seconds, where the longest test takes some; what is not linear takes hours


@pytest.fixture(autouse=True)
def ended() -> Iterator[None]:
    """An alarm of the processor's time, which a slow or busy machine does not make ring earlier."""
    with ended_after(MOST):
        yield
