"""What a vendor can do with the models."""

import datetime
import json
import os
import subprocess
import sys
import textwrap
import warnings
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from layoutc.catalog.model import AbsentReason
from layoutc.catalog.types import Code, Date, DateTime, Flag, ItemType
from layoutc.catalog.types import Decimal as DecimalType
from layoutc.emit import models_base
from layoutc.emit.registry import emit

from .conftest import Load, put
from .sample import SMALL, catalog, codes, everything, exposure, item, record, repeat

INCOME = {"TK00000000000010": 2017, "TK00000000000040": "1"}


def body(**more: Any) -> str:
    return json.dumps({"income": [INCOME | more]})


def benefit(load: Load) -> Any:
    return load(emit(SMALL), "municipality.nhi_society").LocalTaxForNhiBenefit


def test_an_answer_is_read_by_names_and_written_by_codes(load: Load) -> None:
    sent = body(TK00000000000020=-5, TK00000000000050=[{"TK00000000000070": {"ReasonOfNull": "NotCovered"}}])
    answer = benefit(load).model_validate_json(sent)
    (income,) = answer.income
    assert (income.tax_year, income.total_income, income.nontaxable.label) == (2017, -5, "均等割のみ非課税")
    assert income.dependents[0].birth_date.reason.value == "NotCovered"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert json.loads(answer.model_dump_json()) == json.loads(sent)
        assert answer.model_dump(mode="json") == json.loads(sent)


def test_what_was_not_sent_is_none_and_not_sent_on(load: Load) -> None:
    answer = benefit(load).model_validate_json(body())
    assert answer.income[0].total_income is None
    assert answer.income[0].dependents is None
    assert json.loads(answer.model_dump_json()) == {"income": [INCOME]}


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({"TK00000000000020": None}, "int_type"),
        ({"TK00000000000020": True}, "int_type"),
        ({"TK00000000000020": "1"}, "int_type"),
        ({"TK00000000000020": 10**12}, "less_than_equal"),
        ({"TK00000000000020": []}, "int_type"),
        ({"TK00000000000040": "3"}, "enum"),
        ({"TK00000000000040": {"ReasonOfNull": "NotCovered"}}, "string_type"),
        ({"TK00000000000050": None}, "list_type"),
        ({"TK00000000000050": [{}] * 21}, "too_long"),
        ({"total_income": 1}, "extra_forbidden"),
        ({"TK00000000000030": 1}, "extra_forbidden"),
    ],
)
def test_each_fault_is_one_error(more: dict[str, Any], kind: str, load: Load) -> None:
    with pytest.raises(ValidationError) as caught:
        benefit(load).model_validate_json(body(**more))
    assert [error["type"] for error in caught.value.errors()] == [kind]


@pytest.mark.parametrize(
    ("absent", "kinds"),
    [
        ({"ReasonOfNull": "Other"}, ["string_type", "enum"]),
        ({"ReasonOfNull": None}, ["string_type", "enum"]),
        ({"ReasonOfNull": "NotAcceptable"}, ["string_type", "absent_reason"]),
        ({"ReasonOfNull": "NotCovered", "more": 1}, ["string_type", "extra_forbidden"]),
        ({}, ["string_type", "missing"]),
    ],
)
def test_what_is_neither_a_value_nor_a_right_absence_is_told_as_both(
    absent: dict[str, Any], kinds: list[str], load: Load
) -> None:
    with pytest.raises(ValidationError) as caught:
        benefit(load).model_validate_json(body(TK00000000000050=[{"TK00000000000070": absent}]))
    errors = [(error["loc"][5], error["type"]) for error in caught.value.errors()]
    assert errors == list(zip(("value", "absent"), kinds, strict=True))


def test_records_with_the_same_items_are_one_class_with_a_name_in_each_definition(load: Load) -> None:
    inner = repeat("some", 2, 0, 1, item("x", 3, Flag()))
    made = everything("a", (record("r", item("x", 1, Flag()), inner),), procedures=("one", "two", "three"))
    (all_of_it,) = made.exposures
    less = exposure("a", ("municipality",), ("nhi_society",), ("less",), ("r.some.x",))
    module = load(emit(catalog(replace(made, exposures=(all_of_it, less)))), "municipality.nhi_society")
    assert module.AForOne_R is module.AForTwo_R is module.AForThree_R
    assert module.AForLess_R is not module.AForOne_R
    assert module.AForLess_R_Some is module.AForOne_R_Some
    assert {"AForOne_R", "AForTwo_R", "AForThree_R", "AForOne_R_Some", "AForTwo_R_Some"} <= set(module.__all__)
    sent = '{"r":[{"TK00000000000002":[{"TK00000000000003":true}]}]}'
    for answer in (module.AForOne, module.AForTwo, module.AForLess):
        assert answer.model_validate_json(sent).model_dump_json() == sent


def test_classes_that_would_have_one_name_have_it_spelled_out(load: Load) -> None:
    inner = repeat("b_1", 1, 0, 1, item("x", 2, Flag()))
    made = everything(
        "a", (record("r", inner), record("r_b1", item("y", 3, Flag())), record("r_b_1", item("z", 4, Flag())))
    )
    names = load(emit(catalog(made)), "municipality.nhi_society").__all__
    assert names == ["AForBenefit", "AForBenefit_R", "AForBenefit_R_B1", "AForBenefit_X_r_b1", "AForBenefit_X_r_b_1"]


def test_python_takes_an_absence_whose_reason_is_a_member_and_one_of_the_items_own(load: Load) -> None:
    module = load(emit(SMALL), "municipality.nhi_society")
    base = sys.modules["layoutc_models._base"]
    covered, applicable = base.AbsentReason.NOT_COVERED, base.AbsentReason.NOT_APPLICABLE
    for sent in (base.Absent(ReasonOfNull=covered), {"reason": covered}):
        (made,) = module.LocalTaxForNhiBenefit_Income.model_validate(
            {"tax_year": 2017, "nontaxable": module.Nontaxable("1"), "dependents": [{"birth_date": sent}]}, by_name=True
        ).dependents
        assert made.birth_date == base.Absent(ReasonOfNull=covered)
    for wrong in (base.Absent(ReasonOfNull=applicable), {"reason": applicable}, {"reason": "NotCovered"}, covered):
        with pytest.raises(ValidationError):
            module.LocalTaxForNhiBenefit_Income_Dependents.model_validate({"birth_date": wrong}, by_name=True)


def test_an_answer_is_built_by_attributes(load: Load) -> None:
    module = load(emit(SMALL), "municipality.nhi_society")
    answer = module.LocalTaxForNhiPremium.model_validate(
        {"income": [], "levy": [{"class_": Decimal("1.50"), "list_": datetime.date(2018, 7, 31)}]}, by_name=True
    )
    assert answer.levy[0].class_ == Decimal("1.50")
    assert answer.model_dump_json() == (
        '{"income":[],"levy":[{"TK00000000000080":"1.50","TK00000000000090":"2018-07-31"}]}'
    )


@pytest.mark.parametrize("value", ["1", 1, None])
def test_python_takes_a_member_of_the_code_list_only(load: Load, value: object) -> None:
    module = load(emit(SMALL), "municipality.nhi_society")
    income = {"tax_year": 2017, "nontaxable": module.Nontaxable("1")}
    module.LocalTaxForNhiBenefit_Income.model_validate(income, by_name=True)
    with pytest.raises(ValidationError):
        module.LocalTaxForNhiBenefit_Income.model_validate(income | {"nontaxable": value}, by_name=True)


def test_names_that_are_taken_elsewhere_still_work(load: Load) -> None:
    flag = Flag()
    names = [
        "field",
        "wire_model",
        "copy",
        "model_config",
        "model_x",
        "schema",
        "list",
        "list_",
        "str",
        "property",
        "self",
    ]
    flags = [item(name, at, flag) for at, name in enumerate(names)]
    lists = (codes("flag", V1="旗"), codes("field", V1="欄"), codes("a_1", V1="一"), codes("a1", V2="二"))
    coded = [item(f"c_{at}", 100 + at, Code(each.name), required=True) for at, each in enumerate(lists)]
    inner = [repeat("a_1", 200, 0, 1, item("x", 201, flag)), repeat("a1", 202, 0, 1, item("y", 203, flag))]
    made = catalog(
        everything("for", (record("class", *flags, *coded, *inner), record("list", item("x", 300, flag)))), lists=lists
    )
    module = load(emit(made), "municipality.nhi_society")
    sent: dict[str, Any] = {f"TK{at:014}": True for at in range(len(names))}
    sent |= {"TK00000000000100": "1", "TK00000000000101": "1", "TK00000000000102": "1", "TK00000000000103": "2"}
    sent |= {"TK00000000000200": [{"TK00000000000201": True}], "TK00000000000202": [{"TK00000000000203": False}]}
    text = json.dumps({"class": [sent], "list": []}, separators=(",", ":"))
    answer = module.ForForBenefit.model_validate_json(text)
    assert answer.model_dump_json() == text
    assert answer.class_[0].list_ is True
    assert answer.class_[0].list__ is True
    assert answer.class_[0].model_x_ is True
    assert [answer.class_[0].c_2.label, answer.class_[0].c_3.label] == ["一", "二"]


def test_a_code_list_that_is_empty_on_the_day_takes_nothing(load: Load) -> None:
    coded = record("r", item("x", 1, Code("gone")), item("y", 2, Flag()))
    made = catalog(everything("a", (coded,)), lists=(codes("gone"),))
    model = load(emit(made), "municipality.nhi_society").AForBenefit
    model.model_validate_json('{"r":[{"TK00000000000002":true}]}')
    model.model_validate_json('{"r":[{"TK00000000000001":{"ReasonOfNull":"NotCovered"}}]}')
    with pytest.raises(ValidationError):
        model.model_validate_json('{"r":[{"TK00000000000001":"1"}]}')


@pytest.fixture
def written(load: Load) -> Any:
    types: tuple[ItemType, ...] = (Date(), DateTime(), DecimalType(5, 2, signed=True))
    items = [
        item(name, at, kind) for at, (name, kind) in enumerate(zip(("day", "time", "ratio"), types, strict=True), 1)
    ]
    return load(emit(catalog(everything("a", (record("r", *items),)))), "municipality.nhi_society").AForBenefit_R


JST = datetime.timezone(datetime.timedelta(hours=9))


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("day", datetime.date(2018, 7, 31), "2018-07-31"),
        ("day", datetime.date(999, 7, 31), None),
        ("day", datetime.datetime(2018, 7, 31), None),
        ("day", "2018-07-31", None),
        ("time", datetime.datetime(2018, 7, 31, 1, 2, 3, tzinfo=JST), "2018-07-31T01:02:03+09:00"),
        ("time", datetime.datetime(2018, 7, 31, 1, 2, 3, tzinfo=datetime.UTC), "2018-07-31T10:02:03+09:00"),
        ("time", datetime.datetime(2018, 7, 31, 1, 2, 3), None),
        ("time", datetime.datetime(2018, 7, 31, 1, 2, 3, 4, tzinfo=JST), None),
        ("time", datetime.datetime.max.replace(tzinfo=datetime.UTC), None),
        ("ratio", Decimal("-1.50"), "-1.50"),
        ("ratio", Decimal("1E+2"), "100"),
        ("ratio", Decimal("1E+3"), None),
        ("ratio", Decimal("0.001"), None),
        ("ratio", Decimal("NaN"), None),
        ("ratio", Decimal("Infinity"), None),
        ("ratio", 1.5, None),
    ],
)
def test_python_values_are_taken_if_they_can_be_written(written: Any, name: str, value: Any, text: str | None) -> None:
    if text is None:
        with pytest.raises(ValidationError):
            written.model_validate({name: value}, by_name=True)
    else:
        made = written.model_validate({name: value}, by_name=True)
        assert list(json.loads(made.model_dump_json()).values()) == [text]
        assert written.model_validate_json(made.model_dump_json()) == made


def test_the_reasons_are_those_of_the_catalog() -> None:
    assert {each.name: each.value for each in models_base.AbsentReason} == {
        each.name: each.value for each in AbsentReason
    }


def test_a_model_has_a_json_schema_of_its_own(written: Any) -> None:
    assert written.model_json_schema()["properties"]["TK00000000000001"]["anyOf"]


@pytest.mark.parametrize("mode", ["validation", "serialization"])
def test_the_json_schema_of_a_model_lists_the_codes(load: Load, mode: Any) -> None:
    schema = load(emit(SMALL), "municipality.nhi_society").LocalTaxForNhiBenefit.model_json_schema(mode=mode)
    assert schema["$defs"]["Nontaxable"]["enum"] == ["0", "1", "2"]
    assert schema["$defs"]["Nontaxable"]["type"] == "string"


def run(folder: Path, program: str, *flags: str) -> str:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "COVERAGE"))}
    done = subprocess.run(
        [sys.executable, "-B", "-W", "error", *flags, "-c", textwrap.dedent(program)],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_pair_loads_nothing_of_another(tmp_path: Path) -> None:
    put(tmp_path, emit(SMALL, ["pydantic"]))
    program = """
        import sys, layoutc_models.municipality.municipality
        print(*sorted(name for name in sys.modules if name.startswith("layoutc")))
    """
    assert run(tmp_path, program).split() == [
        "layoutc_models",
        "layoutc_models._base",
        "layoutc_models._codes",
        "layoutc_models._codes.relation",
        "layoutc_models._types",
        "layoutc_models.municipality",
        "layoutc_models.municipality.municipality",
    ]


def test_importing_a_pair_builds_no_validator(tmp_path: Path) -> None:
    put(tmp_path, emit(SMALL, ["pydantic"]))
    program = """
        from layoutc_models.municipality.nhi_society import LocalTaxForNhiBenefit as Answer
        print(Answer.__pydantic_complete__)
    """
    assert run(tmp_path, program) == "False\n"


VENDOR = """
from datetime import date
from typing import assert_type

from layoutc_models import Absent
from layoutc_models.municipality.nhi_society import LocalTaxForNhiBenefit, LocalTaxForNhiPremium


def total(body: str) -> int:
    answer = LocalTaxForNhiBenefit.model_validate_json(body)
    income = answer.income[0]
    assert_type(income.total_income, int | Absent | None)
    assert_type(income.tax_year, int)
    assert_type(income.nontaxable.label, str)
    dependents = income.dependents
    if dependents is not None:
        assert_type(dependents[0].birth_date, str | Absent | None)
    assert_type(LocalTaxForNhiPremium.model_validate_json(body).levy[0].list_, date | Absent | None)
    if income.total_income is None or isinstance(income.total_income, Absent):
        return 0
    return income.total_income
"""


@pytest.mark.slow
@pytest.mark.parametrize("plugin", ["", "plugins = pydantic.mypy\n"])
def test_the_vendor_is_type_checked(tmp_path: Path, plugin: str) -> None:
    put(tmp_path, emit(SMALL, ["pydantic"]))
    (tmp_path / "vendor.py").write_text(VENDOR, "utf-8")
    (tmp_path / "mypy.ini").write_text(f"[mypy]\nstrict = true\n{plugin}", "utf-8")
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--config-file",
        "mypy.ini",
        "--cache-dir",
        "cache",
        "vendor.py",
        "layoutc_models",
    ]
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "MYPYPATH")}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
