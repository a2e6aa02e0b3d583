"""What an engineer would write by hand for two of the records that municipalities give to National Health Insurance societies."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

FiscalYear = Annotated[int, Field(ge=1000, le=9999)]
Int2 = Annotated[int, Field(ge=0, le=99)]
Yen9 = Annotated[int, Field(ge=0, le=999_999_999)]
Yen11 = Annotated[int, Field(ge=0, le=99_999_999_999)]
Yen11Signed = Annotated[int, Field(ge=-99_999_999_999, le=99_999_999_999)]
Digits8 = Annotated[str, Field(pattern="^[0-9]{8}$")]
Text40 = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[^\u0000-\u001F\u007F-\u009F]+$")]


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


class Income(Wire):
    tax_year: FiscalYear = Field(alias="TK90001010000010")
    taxable_status: TaxableStatus = Field(alias="TK90001010000060")
    employment_income_gross: Yen11 | Absent | None = Field(default=None, alias="TK90001010000090")
    public_pension_gross: Yen11 | Absent | None = Field(default=None, alias="TK90001010000100")
    business_income: Yen11Signed | Absent | None = Field(default=None, alias="TK90001010000110")
    real_estate_income: Yen11Signed | Absent | None = Field(default=None, alias="TK90001010000130")
    employment_income_net: Yen11 | Absent | None = Field(default=None, alias="TK90001010000160")
    total_income: Yen11Signed = Field(alias="TK90001010000220")
    forestry_income_amount: Yen11Signed | Absent | None = Field(default=None, alias="TK90001010000240")
    separate_long_term_capital_gain: Yen11Signed | Absent | None = Field(default=None, alias="TK90001010000260")
    separate_long_term_special_deduction: Yen11 | Absent | None = Field(default=None, alias="TK90001010000270")
    separate_short_term_capital_gain: Yen11Signed | Absent | None = Field(default=None, alias="TK90001010000280")
    separate_short_term_special_deduction: Yen11 | Absent | None = Field(default=None, alias="TK90001010000290")
    listed_dividend_separate_income: Yen11 | Absent | None = Field(default=None, alias="TK90001010000300")
    unlisted_stock_gain: Yen11Signed | Absent | None = Field(default=None, alias="TK90001010000310")
    listed_stock_gain: Yen11Signed | Absent | None = Field(default=None, alias="TK90001010000320")
    futures_income: Yen11Signed | Absent | None = Field(default=None, alias="TK90001010000330")
    treaty_interest_income: Yen11 | Absent | None = Field(default=None, alias="TK90001010000340")
    treaty_dividend_income: Yen11 | Absent | None = Field(default=None, alias="TK90001010000350")
    net_loss_carryforward: Yen11 | Absent | None = Field(default=None, alias="TK90001010000360")
    casualty_loss_carryforward: Yen11 | Absent | None = Field(default=None, alias="TK90001010000370")
    aggregate_income: Yen11Signed = Field(alias="TK90001010000380")
    income_after_basic_deduction: Yen11 | Absent | None = Field(default=None, alias="TK90001010000400")
    dependents_general: Int2 | Absent | None = Field(default=None, alias="TK90001010000600")
    dependents_specific: Int2 | Absent | None = Field(default=None, alias="TK90001010000610")
    dependents_under16: Int2 | Absent | None = Field(default=None, alias="TK90001010000640")
    taxable_base_general: Yen11 = Field(alias="TK90001010000680")
    taxable_base_separate: Yen11 | Absent | None = Field(default=None, alias="TK90001010000690")
    municipal_tax_reduction: Yen9 | Absent | None = Field(default=None, alias="TK90001010000770")


class Eligibility(Wire):
    insurer_number: Digits8 = Field(alias="TK90003010000010")
    certificate_number: Text40 = Field(alias="TK90003010000040")
    insured_or_dependent: InsuredOrDependent = Field(alias="TK90003010000050")
    qualification_acquired_date: date = Field(alias="TK90003010000060")
    qualification_lost_date: date | Absent | None = Field(default=None, alias="TK90003010000080")


class LocalTax(Wire):
    income: list[Income]


class HealthInsurance(Wire):
    eligibility: list[Eligibility]
