"""What an engineer would write by hand for two of the records that National Health Insurance societies get.

It takes and refuses the same answers as the generated models, which a test holds; but for `…Plain`.
"""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

FiscalYear = Annotated[int, Field(ge=1000, le=9999)]
Int2 = Annotated[int, Field(ge=0, le=99)]
Yen9 = Annotated[int, Field(ge=0, le=999_999_999)]
Yen11 = Annotated[int, Field(ge=0, le=99_999_999_999)]
Yen11Signed = Annotated[int, Field(ge=-99_999_999_999, le=99_999_999_999)]
Digits8 = Annotated[str, Field(pattern="^[0-9]{8}$")]
Text40 = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[^\u0000-\u001F\u007F-\u009F\uFFFE\uFFFF]+$")]

NOT_SENT: Any = None  # with None in their types the items would take null
_DAY = re.compile("[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}")


def _read_day(sent: object) -> object:
    """pydantic's own `date` also takes seconds since 1970 in a text, and years before 1000."""
    return date.fromisoformat(sent) if isinstance(sent, str) and _DAY.fullmatch(sent) else sent


Day = Annotated[date, BeforeValidator(_read_day)]


class Wire(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class TaxableStatus(StrEnum):
    TAX_FREE = "1"
    PER_CAPITA = "2"
    TAXED = "3"
    NOT_DECLARED = "4"


class InsuredOrDependent(StrEnum):
    INSURED = "1"
    DEPENDENT = "2"


class Reason(StrEnum):
    NOT_APPLICABLE = "NotAcceptable"
    NOT_COVERED = "NotCovered"


class Absent(Wire):
    reason: Reason = Field(alias="ReasonOfNull")


class NotApplicable(Wire):
    reason: Literal[Reason.NOT_APPLICABLE] = Field(alias="ReasonOfNull")


class Income(Wire):
    tax_year: FiscalYear = Field(alias="TK90001010000010")
    taxable_status: TaxableStatus = Field(alias="TK90001010000060")
    employment_income_gross: Yen11 | Absent = Field(default=NOT_SENT, alias="TK90001010000090")
    public_pension_gross: Yen11 | Absent = Field(default=NOT_SENT, alias="TK90001010000100")
    business_income: Yen11Signed | Absent = Field(default=NOT_SENT, alias="TK90001010000110")
    real_estate_income: Yen11Signed | Absent = Field(default=NOT_SENT, alias="TK90001010000130")
    employment_income_net: Yen11 | Absent = Field(default=NOT_SENT, alias="TK90001010000160")
    total_income: Yen11Signed = Field(alias="TK90001010000220")
    forestry_income_amount: Yen11Signed | Absent = Field(default=NOT_SENT, alias="TK90001010000240")
    separate_long_term_capital_gain: Yen11Signed | Absent = Field(default=NOT_SENT, alias="TK90001010000260")
    separate_long_term_special_deduction: Yen11 | Absent = Field(default=NOT_SENT, alias="TK90001010000270")
    separate_short_term_capital_gain: Yen11Signed | Absent = Field(default=NOT_SENT, alias="TK90001010000280")
    separate_short_term_special_deduction: Yen11 | Absent = Field(default=NOT_SENT, alias="TK90001010000290")
    listed_dividend_separate_income: Yen11 | Absent = Field(default=NOT_SENT, alias="TK90001010000300")
    unlisted_stock_gain: Yen11Signed | Absent = Field(default=NOT_SENT, alias="TK90001010000310")
    listed_stock_gain: Yen11Signed | Absent = Field(default=NOT_SENT, alias="TK90001010000320")
    futures_income: Yen11Signed | Absent = Field(default=NOT_SENT, alias="TK90001010000330")
    treaty_interest_income: Yen11 | Absent = Field(default=NOT_SENT, alias="TK90001010000340")
    treaty_dividend_income: Yen11 | Absent = Field(default=NOT_SENT, alias="TK90001010000350")
    net_loss_carryforward: Yen11 | Absent = Field(default=NOT_SENT, alias="TK90001010000360")
    casualty_loss_carryforward: Yen11 | Absent = Field(default=NOT_SENT, alias="TK90001010000370")
    aggregate_income: Yen11Signed = Field(alias="TK90001010000380")
    income_after_basic_deduction: Yen11 | Absent = Field(default=NOT_SENT, alias="TK90001010000400")
    dependents_general: Int2 | Absent = Field(default=NOT_SENT, alias="TK90001010000600")
    dependents_specific: Int2 | Absent = Field(default=NOT_SENT, alias="TK90001010000610")
    dependents_under16: Int2 | Absent = Field(default=NOT_SENT, alias="TK90001010000640")
    taxable_base_general: Yen11 = Field(alias="TK90001010000680")
    taxable_base_separate: Yen11 | Absent = Field(default=NOT_SENT, alias="TK90001010000690")
    municipal_tax_reduction: Yen9 | Absent = Field(default=NOT_SENT, alias="TK90001010000770")


class Eligibility(Wire):
    insurer_number: Digits8 = Field(alias="TK90003010000010")
    certificate_number: Text40 = Field(alias="TK90003010000040")
    insured_or_dependent: InsuredOrDependent = Field(alias="TK90003010000050")
    qualification_acquired_date: Day = Field(alias="TK90003010000060")
    qualification_lost_date: Day | NotApplicable = Field(default=NOT_SENT, alias="TK90003010000080")


class EligibilityPlain(Eligibility):
    """With the `date` of pydantic as it comes."""

    qualification_acquired_date: date = Field(alias="TK90003010000060")
    qualification_lost_date: date | NotApplicable = Field(default=NOT_SENT, alias="TK90003010000080")


class LocalTax(Wire):
    income: list[Income]


class HealthInsurance(Wire):
    eligibility: list[Eligibility]


class HealthInsurancePlain(Wire):
    eligibility: list[EligibilityPlain]
