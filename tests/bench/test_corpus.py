"""What bench/ measures on is a project as clean as the one it is made from, and as many times its size as it says."""

from datetime import date
from pathlib import Path

import pytest
from bench import corpus

from layoutc import project

DAY = date(2026, 4, 1)
ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.slow
def test_three_copies_are_clean_and_three_times_the_size(tmp_path: Path) -> None:
    one, three = project.load(ROOT), project.load(corpus.multiply(tmp_path, 3))
    before, after = project.check(one, DAY), project.check(three, DAY)
    assert after.findings == ()
    assert len(after.verdicts) == 3 * len(before.verdicts)
    assert _size(three) == {what: 3 * count for what, count in _size(one).items()}


def _size(loaded: project.Loaded) -> dict[str, int]:
    catalog = loaded.catalog
    return {
        "areas": len(catalog.areas),
        "items": len(catalog.items),
        "code lists": len(catalog.codes),
        "kinds": len(catalog.kinds),
        "procedures": len(catalog.procedures),
        "institutions": len(catalog.institutions),
        "legal lines": len(catalog.legal_lines),
        "pairs": len({key[1:3] for key in catalog.at(DAY).exposed}),
    }


def test_one_copy_is_the_layouts_as_they_stand(tmp_path: Path) -> None:
    made = corpus.multiply(tmp_path, 1) / "layouts"
    for path in corpus.LAYOUTS.rglob("*.layout"):
        assert (made / path.relative_to(corpus.LAYOUTS)).read_text("utf-8") == path.read_text("utf-8")


def test_codes_of_the_last_copy_are_still_codes() -> None:
    path = "areas/tax_and_residents/local_tax.layout"
    text = (corpus.LAYOUTS / path).read_text("utf-8")
    last = corpus.copy_of({path: text}, corpus.MOST - 1)
    assert "code      TM09900000000002" in last[f"areas/tax_and_residents/local_tax_{corpus.MOST - 1}.layout"]


@pytest.mark.parametrize("times", [0, corpus.MOST + 1])
def test_no_other_number_of_copies(tmp_path: Path, times: int) -> None:
    with pytest.raises(ValueError, match="between 1 and 100"):
        corpus.multiply(tmp_path, times)
