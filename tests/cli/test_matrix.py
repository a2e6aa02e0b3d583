"""layoutc matrix: pairs and verdicts."""

import json
from pathlib import Path

from tests.cli.running import DAY, Call


def test_matrix_shows_the_pairs(call: Call, defect: Path) -> None:
    assert call("matrix", *DAY).code == 0
    run = call("matrix", *DAY, root=defect)
    assert run.code == 1
    assert "not_exposed" in run.out
    assert isinstance(json.loads(call("matrix", *DAY, "--format", "json", root=defect).out), dict | list)
