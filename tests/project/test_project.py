"""What users may hold on to."""

import pytest

import layoutc
from tests.projects import BASE, DAY


def test_the_public_names_are_there() -> None:
    assert sorted(layoutc.__all__) == ["Catalog", "Finding", "check", "compile", "load"]
    report = layoutc.check(layoutc.load(BASE), DAY)
    assert report.findings == ()
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        getattr(layoutc, "nothing")  # noqa: B009  not to be checked statically
