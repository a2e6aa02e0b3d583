import sys
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="module")
def _own_models() -> Iterator[None]:
    """What a module of tests imports as `layoutc_models` is not there for the next one."""
    before = list(sys.path)
    yield
    sys.path[:] = before
    for name in [name for name in sys.modules if name.partition(".")[0] == "layoutc_models"]:
        del sys.modules[name]
