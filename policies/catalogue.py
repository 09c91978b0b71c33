"""All instruments that a policy file may name."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from policies.instruments.cluster_organisation import ClusterOrganisation
from policies.instruments.directed_credit import DirectedCredit
from policies.instruments.duty_free_inputs import DutyFreeInputs
from policies.instruments.exchange_reform import ExchangeReform
from policies.instruments.export_contest import ExportContest
from policies.instruments.infrastructure import Infrastructure
from policies.instruments.investment_grant import InvestmentGrant
from policies.instruments.investment_promotion import InvestmentPromotion
from policies.instruments.open_door import OpenDoor
from policies.instruments.public_procurement import PublicProcurement
from policies.instruments.rd_grant import RDGrant
from policies.instruments.research_centre import ResearchCentre
from policies.instruments.skills_programme import SkillsProgramme
from policies.instruments.supplier_development import SupplierDevelopment
from policies.instruments.tariff import Tariff
from policies.instruments.tax_holiday import TaxHoliday
from policies.instruments.trade_agreement import TradeAgreement
from policies.instruments.university_industry_consortium import UniversityIndustryConsortium
from policies.instruments.venture_coinvestment import VentureCoinvestment

INSTRUMENTS = (
    RDGrant,
    ResearchCentre,
    ClusterOrganisation,
    VentureCoinvestment,
    DirectedCredit,
    ExportContest,
    Tariff,
    TaxHoliday,
    DutyFreeInputs,
    Infrastructure,
    InvestmentGrant,
    InvestmentPromotion,
    OpenDoor,
    ExchangeReform,
    SkillsProgramme,
    PublicProcurement,
    SupplierDevelopment,
    TradeAgreement,
    UniversityIndustryConsortium,
)

AnyInstrument = Annotated[
    RDGrant
    | ResearchCentre
    | ClusterOrganisation
    | VentureCoinvestment
    | DirectedCredit
    | ExportContest
    | Tariff
    | TaxHoliday
    | DutyFreeInputs
    | Infrastructure
    | InvestmentGrant
    | InvestmentPromotion
    | OpenDoor
    | ExchangeReform
    | SkillsProgramme
    | PublicProcurement
    | SupplierDevelopment
    | TradeAgreement
    | UniversityIndustryConsortium,
    Field(discriminator="kind"),
]
