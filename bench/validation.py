"""Reads the same records through the generated models and through those of handwritten.py; prints JSON.

python -m bench.validation RUNS, with the generated package on the path.
"""

import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from pydantic import BaseModel

from bench import handwritten
from layoutc_models.jhia.nhi_society import HealthInsuranceKyokaiForNhiBenefit
from layoutc_models.municipality import nhi_society as generated

RECORDS, IN_AN_ANSWER = 3000, 10
Models = tuple[type[BaseModel], type[BaseModel], type[BaseModel]]  # generated, by hand, its record
MODELS: dict[str, Models] = {
    "income": (generated.LocalTaxForNhiBenefit, handwritten.LocalTax, handwritten.Income),
    "eligibility": (HealthInsuranceKyokaiForNhiBenefit, handwritten.HealthInsurance, handwritten.Eligibility),
}
# These take more by hand: dates before 1000, and seconds since 1970 in a text.
LOOSE: dict[str, Models] = {
    "eligibility": (HealthInsuranceKyokaiForNhiBenefit, handwritten.HealthInsurancePlain, handwritten.EligibilityPlain),
}
_DATES = ("qualification_acquired_date", "qualification_lost_date")
_TEXTS = {"insurer_number": "00138057", "certificate_number": "記号12-番号3456"}


def answers(name: str, record: type[BaseModel]) -> list[bytes]:
    """Answers as they come over the wire, from a fixed seed; in one of five values the reason why there is none."""
    chance = random.Random(20170718)
    rows = [
        {
            field.alias or key: _value(chance, key, required=field.is_required())
            for key, field in record.model_fields.items()
        }
        for _ in range(RECORDS)
    ]
    groups = [rows[at : at + IN_AN_ANSWER] for at in range(0, RECORDS, IN_AN_ANSWER)]
    return [json.dumps({name: group}, ensure_ascii=False).encode() for group in groups]


def _value(chance: random.Random, key: str, *, required: bool) -> object:
    if not required and chance.random() < 0.2:
        return {"ReasonOfNull": "NotAcceptable"}
    if key in _DATES:
        return (date(2000, 1, 1) + timedelta(chance.randrange(9000))).isoformat()
    if key in _TEXTS:
        return _TEXTS[key]
    if key in ("taxable_status", "insured_or_dependent"):
        return chance.choice("12")
    if key == "tax_year":
        return chance.randrange(2015, 2020)
    return chance.randrange(0, 20 if key.startswith("dependents") else 9_000_000)


def _cpu(read: Callable[[bytes], Any], texts: list[bytes]) -> float:
    start = time.process_time()
    for text in texts:
        read(text)
    return time.process_time() - start


def measure(name: str, models: Models, runs: int) -> dict[str, float]:
    """CPU seconds for all records through each, the median ratio of the runs. ValueError where the two disagree."""
    ours, theirs, record = models
    texts = answers(name, record)
    for text in texts:
        one, other = (
            model.model_validate_json(text).model_dump(mode="json", by_alias=True) for model in (ours, theirs)
        )
        if one != _without_none(other):
            raise ValueError(f"the hand-written model of {name} is not that of the layouts any more")
    pairs = [(_cpu(ours.model_validate_json, texts), _cpu(theirs.model_validate_json, texts)) for _ in range(runs)]
    return {
        "records": RECORDS,
        "fields": len(record.model_fields),
        "generated": statistics.median(pair[0] for pair in pairs),
        "handwritten": statistics.median(pair[1] for pair in pairs),
        "ratio": statistics.median(pair[0] / pair[1] for pair in pairs),
    }


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_none(each) for key, each in value.items() if each is not None}
    return [_without_none(each) for each in value] if isinstance(value, list) else value


if __name__ == "__main__":
    times = int(sys.argv[1])
    equal, loose = (
        [{"of": name, **measure(name, each, times)} for name, each in which.items()] for which in (MODELS, LOOSE)
    )
    print(json.dumps({"equal": equal, "loose": loose}))
