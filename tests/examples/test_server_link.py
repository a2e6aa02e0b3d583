"""The example server, and a client that a public generator made from the same document."""

import json
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import jsonschema_rs
import pytest

from tests.end_to_end.machine import ROOT

from .conftest import Link, blocks

pytestmark = pytest.mark.slow

KNOWN, NOTHING_HELD, UNKNOWN = "999999999999901", "999999999999902", "999999999999903"
LOCAL_TAX, RESIDENTS = "TM00000000000002", "TM90000000000002"
ASKED: dict[str, Any] = {"person": KNOWN, "information": [LOCAL_TAX]}


@pytest.fixture(scope="module")
def server() -> ModuleType:
    """The module of the server, without a network."""
    spec = spec_from_file_location("server_link_server", ROOT / "examples/server_link/server.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[spec.name] = module  # pydantic looks up annotations there
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def components(link: Link) -> Any:
    return json.loads(link.document.read_text("utf-8"))["components"]


def schema(components: Any, name: str) -> jsonschema_rs.Validator:
    reference = {"$ref": f"#/components/schemas/{name}", "components": components}
    return jsonschema_rs.Draft202012Validator(reference)


@pytest.fixture(scope="module")
def client(link: Link) -> Iterator[ModuleType]:
    """The generated package."""
    sys.path.insert(0, str(link.folder))
    yield import_module("inquiry_client")
    sys.path.remove(str(link.folder))


def asked_for(client: ModuleType, link: Link, **inquiry: Any) -> Any:
    """What the generated client makes of the server's answer, whatever it is."""
    models, operation = (
        import_module(f"{client.__name__}.{name}") for name in ("models", "api.default.ask_for_nhi_benefit")
    )
    with client.Client(base_url=link.url, raise_on_unexpected_status=True) as connection:
        return operation.sync(client=connection, body=models.InquiryNhiBenefit.from_dict(inquiry))


def post(link: Link, body: bytes | dict[str, Any], procedure: str = "nhi_benefit") -> httpx.Response:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return httpx.post(f"{link.url}/inquiries/{procedure}", content=content, timeout=30)


@pytest.mark.usefixtures("log")
def test_the_program_prints_what_the_page_shows(link: Link) -> None:
    assert link.run(blocks("sh")[2]) == blocks("text")[0]


def test_a_type_checker_knows_what_the_program_gets(link: Link, monkeypatch: pytest.MonkeyPatch) -> None:
    from mypy import api as mypy

    monkeypatch.setenv("MYPYPATH", str(link.folder))
    monkeypatch.setenv("MYPY_CACHE_DIR", str(link.folder / "mypy"))
    for program, code in ((ROOT / "examples/server_link/ask.py", 0), (link.folder / "wrong.py", 1)):
        if code:
            text = (ROOT / "examples/server_link/ask.py").read_text("utf-8")
            program.write_text(text.replace("income.tk90001010000010", "income.tk90001010000019"), "utf-8")
        printed, _, exits = mypy.run(["--strict", "--config-file=", "--follow-imports=silent", str(program)])
        assert exits == code, printed


@pytest.mark.usefixtures("log")
def test_what_comes_back_is_typed(link: Link, client: ModuleType) -> None:
    answers = asked_for(client, link, person=KNOWN, information=[LOCAL_TAX, RESIDENTS, "TM90000000000006"])
    first, second = answers.tm00000000000002.income
    assert type(first).__name__ == "LocalTaxForNhiBenefitIncomeItem"
    assert (first.tk90001010000010, first.tk90001010000110) == (2017, -222222)
    assert first.tk90001010000060 is type(first.tk90001010000060).V3
    assert first.tk90001010000400.reason_of_null.value == "NotCovered"
    assert second.tk90001010000110.reason_of_null.name == "NOTACCEPTABLE"
    assert type(second.tk90001010000400).__name__ == "Unset"
    (household,) = answers.tm90000000000002.household
    assert [each.tk90002010000080.name for each in household.tk90002010000040] == ["V02", "V11"]
    assert [each.tk90002010000080.value for each in household.tk90002010000040] == ["02", "11"]
    (eligibility,) = answers.tm90000000000006.eligibility
    assert eligibility.tk90006010000070.isoformat() == "2017-04-01"
    assert type(answers.tm00000000000004).__name__ == "Unset"


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize(
    ("period", "years"),
    [
        ({"from": "2018-04-01"}, [2018]),
        ({"until": "2018-03-31"}, [2017]),
        ({"from": "2018-03-31", "until": "2018-04-01"}, [2017, 2018]),
        ({"from": "2019-04-01"}, []),
    ],
)
def test_the_period_chooses_the_fiscal_years(link: Link, client: ModuleType, period: Any, years: list[int]) -> None:
    answers = asked_for(client, link, person=KNOWN, information=[LOCAL_TAX], period=period)
    assert [each.tk90001010000010 for each in answers.tm00000000000002.income] == years


@pytest.mark.usefixtures("log")
def test_an_unknown_person_is_another_thing_than_one_without_records(link: Link, client: ModuleType) -> None:
    nothing = asked_for(client, link, person=NOTHING_HELD, information=[LOCAL_TAX])
    assert nothing.tm00000000000002.income == []
    problem = asked_for(client, link, person=UNKNOWN, information=[LOCAL_TAX])
    assert (problem.status, problem.type_.name) == (404, "UNKNOWN_PERSON")


@pytest.mark.usefixtures("log")
def test_an_inquiry_that_is_not_acceptable_says_where(link: Link, client: ModuleType) -> None:
    problem = asked_for(client, link, person=KNOWN[:12], information=[LOCAL_TAX])
    assert (problem.status, problem.type_.name) == (422, "NOT_ACCEPTABLE")
    assert [(each.pointer, each.reason.value) for each in problem.errors] == [("/person", "form")]
    answer = post(link, {"person": KNOWN, "information": [RESIDENTS, LOCAL_TAX]}, "nhi_premium")
    assert answer.json()["errors"] == [{"pointer": "/information/0", "reason": "information"}]


@pytest.mark.usefixtures("log")
def test_what_the_server_sends_is_what_the_document_says(link: Link, components: Any) -> None:
    everything = [*components["schemas"]["answers.nhi_benefit"]["properties"]]
    for person in (KNOWN, NOTHING_HELD):
        answer = post(link, {"person": person, "information": everything})
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
        schema(components, "answers.nhi_benefit").validate(answer.json())
        assert list(answer.json()) == everything
        premium = post(link, {"person": person, "information": [LOCAL_TAX]}, "nhi_premium")
        schema(components, "answers.nhi_premium").validate(premium.json())
    for status, body in (
        (400, b"{"),
        (400, b'"' + b"9" * 70_000),
        (404, {**ASKED, "person": UNKNOWN}),
        (422, {**ASKED, "information": []}),
        (422, b"[]"),
    ):
        answer = post(link, body)
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
        schema(components, "problem").validate(answer.json())
        assert answer.json()["status"] == status


def test_neither_errors_nor_the_log_hold_what_was_sent(link: Link, log: Path) -> None:
    secret = "見本の氏名"
    for body in (
        {**ASKED, "person": secret},
        {**ASKED, secret: secret},
        {**ASKED, "information": [secret, {secret: secret}]},
        {**ASKED, "period": {secret: secret, "from": secret}},
        {**ASKED, "person": UNKNOWN},
        [secret],
    ):
        refused = post(link, json.dumps(body, ensure_ascii=False).encode())
        assert refused.is_client_error
        assert secret not in refused.text
        assert UNKNOWN not in refused.text
    assert post(link, ASKED).is_success
    written = log.read_text("utf-8")
    assert "POST /inquiries/nhi_benefit" in written
    assert "99999999999" not in written
    assert secret not in written


def test_the_server_offers_what_the_document_lists(server: ModuleType, components: Any) -> None:
    for procedure, models in server.MODELS.items():
        listed = components["schemas"][f"answers.{procedure}"]["properties"]
        assert {code: each["$ref"].rpartition("/")[2] for code, each in listed.items()} == {
            code: model.__name__ for code, model in models.items()
        }


DAYS = ("2017-04-01", "0999-12-31", "1000-01-01", "2017-02-29", "2017", "2017-04-01T00:00:00", "", None, 20170401)
PERIODS: tuple[Any, ...] = (None, {}, [], {"start": "2017-04-01"}, {"from": "2017-04-01", "until": "2017-04-01"})


@pytest.mark.parametrize(
    "change",
    [
        {},
        *({"period": period} for period in PERIODS),
        *({"period": {end: day}} for end in ("from", "until") for day in DAYS),
        *({"person": person} for person in (None, 1, "", "1" * 14, "1" * 15 + "\n", "１" * 15, [KNOWN], True)),
        *({"information": asked} for asked in (None, [], LOCAL_TAX, [LOCAL_TAX] * 2, ["TM00000000000003"], [1], [RESIDENTS, LOCAL_TAX])),
        {"more": 1},
    ],
    ids=lambda change: json.dumps(change, ensure_ascii=True),
)  # fmt: skip
def test_the_server_takes_the_inquiries_that_the_document_allows(
    server: ModuleType, components: Any, change: dict[str, Any]
) -> None:
    inquiry = ASKED | change
    allowed = schema(components, "inquiry.nhi_benefit").is_valid(inquiry)
    try:
        server.read("nhi_benefit", json.dumps(inquiry).encode())
    except server.RefusedError as refused:
        assert not allowed
        for error in refused.errors:
            schema(components, "problem.error").validate(error)
    else:
        assert allowed


def test_the_samples_can_be_put_into_the_file_of_people(server: ModuleType, link: Link, tmp_path: Path) -> None:
    path = tmp_path / "people.json"
    lines = link.run(blocks("sh")[3]).splitlines()
    assert len(lines) == 3
    for line in lines:
        path.write_text(json.dumps({UNKNOWN: {"nhi_benefit": {LOCAL_TAX: json.loads(line)}}}), "utf-8")
        assert server.load(path)[UNKNOWN]


def test_what_a_schema_cannot_say_is_refused_too(server: ModuleType) -> None:
    backwards: dict[str, Any] = ASKED | {"period": {"from": "2018-04-01", "until": "2018-03-31"}}
    with pytest.raises(server.RefusedError) as refused:
        server.read("nhi_benefit", json.dumps(backwards).encode())
    assert refused.value.errors == [{"pointer": "/period", "reason": "order"}]


def test_a_file_of_people_that_does_not_fit_is_named_without_values(server: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "people.json"
    path.write_text(json.dumps({KNOWN: {"nhi_premium": {LOCAL_TAX: {"income": [{"secret": 1}]}}}}), "utf-8")
    with pytest.raises(ValueError, match=r"people\.json: person 1, nhi_premium: \d mistakes") as refused:
        server.load(path)
    assert "secret" not in str(refused.value)
