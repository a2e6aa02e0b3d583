"""A bounded part of what `python -m tests.attacks.fuzz` does by hand; other texts each time, the same in CI."""

import os
from random import Random

from tests.attacks import fuzz

SEED = 1 if os.environ.get("CI") else Random().randrange(10**6)


def test_no_text_raises_stalls_or_is_answered_outside_itself() -> None:
    tally = fuzz.run(SEED, range(1500))
    assert tally.faults == [], f"python -m tests.attacks.fuzz --seed {SEED} --only {tally.faults[0][0]}"
    assert set(tally.tried) == set(fuzz.KINDS)
    assert len(tally.rules) > 20
    assert tally.clean > 100


def test_what_is_raised_is_a_fault_and_so_is_what_takes_too_long() -> None:
    assert len(fuzz.run(SEED, range(20), most=0.0001).faults) == 20
