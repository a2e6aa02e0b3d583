"""A bounded part of what `python -m tests.attacks.fuzz` does by hand; other texts each time, the same in CI."""

import os
import re
from random import Random

import pytest

from tests.attacks import fuzz
from tests.attacks.mutations import KINDS

SEED = 1 if os.environ.get("CI") else Random().randrange(10**6)


def test_no_text_raises_stalls_or_is_answered_outside_itself() -> None:
    tally = fuzz.run(SEED, range(1500))
    assert tally.faults == [], f"python -m tests.attacks.fuzz --seed {SEED} --only {tally.faults[0][0]}"
    assert set(tally.tried) == set(KINDS)
    assert len(tally.rules) > 20
    assert tally.clean > 100


def _raise(kind: str, _chance: Random) -> tuple[()]:
    raise ValueError(kind)


def _stall(_kind: str, _chance: Random) -> tuple[()]:
    while True:
        pass


def _stall_in_a_pattern(_kind: str, _chance: Random) -> tuple[()]:
    re.match("(a*)*b", "a" * 99)
    return ()


@pytest.mark.parametrize(
    ("target", "said"), [(_raise, "ValueError"), (_stall, "CPU time"), (_stall_in_a_pattern, "CPU time")]
)
def test_what_is_raised_is_a_fault_and_so_is_what_stalls(
    target: object, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fuzz, "tried", target)
    ((number, fault),) = fuzz.run(SEED, [3], most=0.05).faults
    assert number == 3
    assert said in fault


def _stall_after_an_alarm() -> None:
    with fuzz.ended_after(5):
        pass
    _stall("", Random())


def test_an_alarm_within_another_leaves_that_one_set() -> None:
    with pytest.raises(fuzz.Fault, match=r"0\.2 s"), fuzz.ended_after(0.2):
        _stall_after_an_alarm()
