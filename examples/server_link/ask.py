"""A program of a National Health Insurance society that asks a municipality's server.

`inquiry_client` is generated from the OpenAPI document, which also tells what the values of a code list mean.
"""

import json
import sys
from datetime import date
from pathlib import Path

from inquiry_client import Client
from inquiry_client.api.default import ask_for_nhi_benefit
from inquiry_client.models import (
    AnswersNhiBenefit,
    CodeTaxableStatus,
    InformationNhiBenefit,
    InquiryNhiBenefit,
    LocalTaxForNhiBenefit,
    LocalTaxForNhiBenefitIncomeItem,
    Period,
    Problem,
    ResidentRecordForNhiBenefit,
)
from inquiry_client.types import Unset

ASKED = [InformationNhiBenefit.LOCAL_TAX, InformationNhiBenefit.RESIDENT_RECORD]


def labels(document: Path) -> dict[CodeTaxableStatus, str]:
    """What each value of the code list is called."""
    codes = json.loads(document.read_text("utf-8"))["components"]["schemas"]["code.taxable_status"]
    return {
        CodeTaxableStatus(value): label
        for value, label in zip(codes["enum"], codes["x-enum-descriptions"], strict=True)
    }


def ask(client: Client, person: str) -> AnswersNhiBenefit | Problem | None:
    inquiry = InquiryNhiBenefit(person=person, information=ASKED, period=Period(from_=date(2017, 4, 1)))
    return ask_for_nhi_benefit.sync(client=client, body=inquiry)


def business(income: LocalTaxForNhiBenefitIncomeItem) -> str:
    """営業等所得額: a value, the reason why there is none, or nothing."""
    match income.tk90001010000110:
        case int(yen):
            return f"business income {yen} yen"
        case Unset():
            return "business income not sent"
        case absent:
            return f"business income absent ({absent.reason_of_null})"


def main(url: str, document: str) -> None:
    statuses = labels(Path(document))
    with Client(base_url=url, raise_on_unexpected_status=True) as client:
        for person in ("999999999999901", "999999999999902", "999999999999903"):
            answer = ask(client, person)
            if not isinstance(answer, AnswersNhiBenefit):
                print(f"{person}: {answer.type_ if answer else 'no answer'}")
                continue
            taxes, household = answer.tm00000000000002, answer.tm90000000000002
            assert isinstance(taxes, LocalTaxForNhiBenefit)
            assert isinstance(household, ResidentRecordForNhiBenefit)
            members = sum(len(each.tk90002010000040) for each in household.household)
            print(f"{person}: {len(taxes.income)} incomes, {members} members of the household")
            for income in taxes.income:
                print(f"  {income.tk90001010000010} {statuses[income.tk90001010000060]}: {business(income)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
