"""The server of a municipality that answers the inquiries of a National Health Insurance society.

It implements `openapi/municipality/nhi_society.openapi.json`; the answers are the generated models. Its people are made up. No
number of a person and no value gets into a log or an error.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final, Self

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from layoutc_models.municipality.nhi_society import (
    LocalTaxForNhiBenefit,
    LocalTaxForNhiPremium,
    LtcInsuranceForNhiBenefit,
    NhiMunicipalForNhiBenefit,
    ResidentRecordForNhiBenefit,
)

# What may be asked for in each procedure, under the code of the kind of information.
MODELS: Final[Mapping[str, Mapping[str, type[BaseModel]]]] = {
    "nhi_benefit": {
        "TM00000000000002": LocalTaxForNhiBenefit,
        "TM00000000000004": LtcInsuranceForNhiBenefit,
        "TM90000000000002": ResidentRecordForNhiBenefit,
        "TM90000000000006": NhiMunicipalForNhiBenefit,
    },
    "nhi_premium": {"TM00000000000002": LocalTaxForNhiPremium},
}
PEOPLE: Final = Path(__file__).with_name("people.json")
LONGEST_BODY: Final = 65_536  # bytes
PROBLEMS: Final = {
    "unreadable": (400, "照会を読めない"),
    "unknown-person": (404, "この番号の者について提供できる情報がない"),
    "not-acceptable": (422, "この事務の照会として受けられない"),
}

People = Mapping[str, Mapping[str, Mapping[str, BaseModel]]]  # person → procedure → code of the information
Errors = list[dict[str, str]]


class RefusedError(Exception):
    """An inquiry that gets a problem instead of an answer."""

    def __init__(self, problem: str, errors: Errors | None = None) -> None:
        super().__init__(problem)
        self.problem = problem
        self.errors = errors or []


Day = Annotated[date, Field(ge=date(1000, 1, 1))]


class Period(BaseModel):
    """Days, both included; an end that is not sent is open."""

    model_config = ConfigDict(strict=True, extra="forbid")

    start: Day = Field(date.min, alias="from")
    until: Day = date.max

    @model_validator(mode="after")
    def _has_an_end_and_an_order(self) -> Self:
        if not self.model_fields_set:
            raise PydanticCustomError("form", "neither end was sent")
        if self.until < self.start:
            raise PydanticCustomError("order", "it ends before it begins")
        return self


class Inquiry(BaseModel):
    """What is asked, in any procedure."""

    model_config = ConfigDict(strict=True, extra="forbid")

    person: Annotated[str, Field(pattern="^[0-9]{15}$")]
    information: Annotated[list[str], Field(min_length=1)]
    period: Period = Period.model_construct()


def read(procedure: str, body: bytes) -> Inquiry:
    """The inquiry; RefusedError if it is none in this procedure."""
    try:
        inquiry = Inquiry.model_validate_json(body)
    except ValidationError as error:
        found = error.errors(include_input=False, include_context=False, include_url=False)
        if any(each["type"] == "json_invalid" for each in found):
            raise RefusedError("unreadable") from None
        raise RefusedError("not-acceptable", [_located(each["type"], each["loc"]) for each in found]) from None
    if errors := list(_unfit(inquiry.information, MODELS[procedure])):
        raise RefusedError("not-acceptable", errors)
    return inquiry


def _located(kind: str, way: tuple[str | int, ...]) -> dict[str, str]:
    """A place in the body and a reason, in the words of the document; never a name that came from outside."""
    if kind == "extra_forbidden":
        kind, way = "unknown", way[:-1]
    elif kind.endswith("_type"):
        kind = "type"
    elif kind not in ("missing", "order"):
        kind = "form"
    return {"pointer": "".join(f"/{step}" for step in way), "reason": kind}


def _unfit(information: list[str], models: Mapping[str, object]) -> Iterator[dict[str, str]]:
    for place, code in enumerate(information):
        if code not in models:
            yield {"pointer": f"/information/{place}", "reason": "information"}
        elif code in information[:place]:
            yield {"pointer": f"/information/{place}", "reason": "repeated"}


def answers(people: People, procedure: str, inquiry: Inquiry) -> dict[str, Any]:
    """Each kind of information asked for, under its code; RefusedError for a person who is not known."""
    if inquiry.person not in people:
        raise RefusedError("unknown-person")
    held = people[inquiry.person].get(procedure, {})
    found = {}
    for code in inquiry.information:
        model = MODELS[procedure][code]
        answer = held.get(code) or model.model_validate({name: [] for name in model.model_fields})
        found[code] = _within(answer, inquiry.period).model_dump(mode="json")
    return found


def _within(answer: BaseModel, period: Period) -> BaseModel:
    """An income counts for its fiscal year; other records stand as they are, which is the provider's to decide."""
    if not isinstance(answer, LocalTaxForNhiBenefit | LocalTaxForNhiPremium):
        return answer
    first, last = _fiscal_year(period.start), _fiscal_year(period.until)
    return answer.model_copy(update={"income": [each for each in answer.income if first <= each.tax_year <= last]})


def _fiscal_year(day: date) -> int:
    return day.year - (day.month < 4)


def load(path: Path) -> People:
    """The people of a file, person → procedure → code → answer; ValueError, without values, for an answer that does not fit."""
    people: dict[str, dict[str, dict[str, BaseModel]]] = {}
    for number, (person, procedures) in enumerate(json.loads(path.read_text("utf-8")).items(), start=1):
        people[person] = {}
        for procedure, held in procedures.items():
            try:
                people[person][procedure] = {
                    code: MODELS[procedure][code].model_validate_json(json.dumps(answer))
                    for code, answer in held.items()
                }
            except ValidationError as error:
                raise ValueError(f"{path.name}: person {number}, {procedure}: {error.error_count()} mistakes") from None
    return people


app = FastAPI(openapi_url=None)  # the document is the emitted one
_PEOPLE = load(PEOPLE)


@app.post("/inquiries/{procedure}")
async def ask(procedure: str, request: Request) -> Response:
    """Everything that was asked for, or a problem."""
    if procedure not in MODELS:
        raise HTTPException(404)
    try:
        inquiry = read(procedure, await _body(request))
        return JSONResponse(answers(_PEOPLE, procedure, inquiry))
    except RefusedError as refused:
        status, title = PROBLEMS[refused.problem]
        content = {"type": f"urn:layoutc:problem:{refused.problem}", "title": title, "status": status}
        errors = {"errors": refused.errors} if refused.errors else {}
        return JSONResponse(content | errors, status, media_type="application/problem+json")


async def _body(request: Request) -> bytes:
    received = bytearray()
    async for part in request.stream():
        received += part
        if len(received) > LONGEST_BODY:
            raise RefusedError("unreadable")
    return bytes(received)
