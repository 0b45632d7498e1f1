"""The shape of the terms: one model for the form, the JSON API and the contract's text."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict

from chalicelib.domain.terms.values import (
    BusinessId,
    ContractNumber,
    Day,
    EInvoice,
    Email,
    KmRate,
    Line,
    Money,
    Name,
    Percent,
    Prose,
    SharePercent,
    Whole,
    Yes,
)

Language = Literal["fi", "sv", "en"]
# How a party is identified: by the link alone, by a code told in another way, or by strong identification.
Assurance = Literal["email_link", "email_link_code", "strong"]


class Shape(BaseModel):
    """A part of the terms: unknown keys are refused, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Person(Shape):
    """Somebody named in the contract; `language` and `assurance_level` are theirs, by default the contract's."""

    full_name: Name
    email: Email
    language: Language | None = None
    assurance_level: Assurance | None = None


class Contact(Shape):
    email: Email
    phone: Annotated[str, Line(0, 40)] = ""
    address: Annotated[str, Line(0, 200)] = ""


class Supervisor(Shape):
    full_name: Name
    business_name: Annotated[str, Line(0, 160)] = ""
    business_id: BusinessId = ""
    contact: Contact
    qualification: Annotated[str, Line(0, 300)] = ""
    language: Language | None = None
    assurance_level: Assurance | None = None


class Supervisee(Person):
    """Whoever is supervised; only one who accepts nothing, as a member of a manager's work group, has no address."""

    email: Email | Literal[""] = ""
    job_title: Annotated[str, Line(0, 120)] = ""
    organisation: Annotated[str, Line(0, 160)] = ""
    pays_as: Literal["no", "consumer", "business"] = "no"
    business_id: BusinessId = ""


class Official(Person):
    """Somebody who acts for an organisation."""

    title: Annotated[str, Line(0, 120)] = ""
    organisation: Annotated[str, Line(2, 160)]


class Manager(Official):
    is_supervisee: bool | None = None
    participates: Literal["no", "agreed_sessions", "always"] = "no"


class Organisation(Shape):
    name: Annotated[str, Line(2, 160)]
    business_id: BusinessId = ""


class Representative(Shape):
    """The client's representative; the same human as the manager signs once for both."""

    full_name: Name | Literal[""] = ""
    email: Email | Literal[""] = ""
    language: Language | None = None
    assurance_level: Assurance | None = None
    title: Annotated[str, Line(0, 120)] = ""
    signs: bool = False
    same_as_manager: bool = False


class Client(Shape):
    organisation: Organisation | None = None
    representative: Representative | None = None


class RemoteRules(Shape):
    allowed: bool = True
    tool: Annotated[str, Line(0, 80)] = ""


class Methods(Shape):
    choices: tuple[Literal["dialogue", "case_work", "action_methods", "writing", "drawing"], ...] = ()
    text: Annotated[str, Prose(0, 2000)] = ""


class Evaluations(Shape):
    mid: bool = True
    final: Yes = True


class Scheduling(Shape):
    mode: Literal["series", "next_at_session", "on_request"]
    text: Annotated[str, Prose(0, 500)] = ""


class GroupAbsence(Shape):
    mode: Literal["held_full_price", "min_present"] = "held_full_price"
    min: Annotated[int, Whole(1, 30)] | None = None


class InvoiceDetails(Shape):
    """Where the invoice goes: one of the three addresses."""

    e_invoice: EInvoice | None = None
    operator: Annotated[str, Line(0, 80)] = ""
    email: Email | None = None
    postal_address: Annotated[str, Line(0, 200)] = ""
    reference: Annotated[str, Line(0, 80)] = ""


class Terms(Shape):
    """
    Everything that is agreed, complete: defaults are filled before (terms/defaults.py), rules between
    fields are checked after (terms/rules). None means "does not apply to this contract".

    goals_supervisees: the text of Annex A, the only part of the terms that is not in the main contract.
    goals_agreed_later: there are no shared goals yet, and that is agreed. trial_price_amount: of the same unit as
    price_amount. cost_split: (address, per cent) of each who pays, None for equal shares of everybody.
    travel_estimate: euros a session, with tax. vat_rate, km_rate_eur: as used, from dated tables (terms/rates.py).
    """

    contract_language: Language
    constellation: Literal["A", "B", "C"]
    supervisor: Supervisor
    supervisees: tuple[Supervisee, ...]
    manager: Manager | None
    managers_manager: Official | None
    client: Client | None
    supervision_form: Literal["individual", "group", "team", "manager"]
    group_membership: Literal["closed", "change_by_agreement"] | None
    exploratory_talk_on: Day | None
    start_date: Day
    end_date: Day | None
    sessions_total: Annotated[int, Whole(1, 100)]
    session_length_min: Annotated[int, Whole(30, 240, 15)]
    session_interval_weeks: tuple[Annotated[int, Whole(1, 12)], Annotated[int, Whole(1, 12)]]
    trial_sessions: Annotated[int, Whole(0, 3)]
    trial_decision_days: Annotated[int, Whole(1, 30)] | None
    trial_default_outcome: Literal["ends", "continues"] | None
    trial_price_mode: Literal["same", "other", "free"] | None
    trial_price_amount: Money | None
    scheduling: Scheduling
    place_mode: Literal["supervisor", "client", "remote", "hybrid", "other"]
    place_detail: Annotated[str, Line(0, 300)]
    remote_rules: RemoteRules
    methods: Methods
    goal_setters: Literal["supervisees", "all_parties"]
    goals_shared: Annotated[str, Prose(0, 4000)]
    goals_agreed_later: bool
    goals_annex_used: bool
    goals_supervisees: Annotated[str, Prose(0, 8000)]
    evaluation_interval_months: Annotated[int, Whole(1, 12)]
    evaluations: Evaluations
    evaluation_with_manager: Literal["no", "joint_part", "final_only"] | None
    attendance_reporting: Literal["none", "count", "names"] | None
    price_amount: Money
    price_unit: Literal["session", "hour", "unit45", "person_session", "total"]
    zero_price_reason: Literal["internal", "volunteer", "training", "other"] | None
    vat_treatment: Literal["plus", "included", "small_business", "healthcare", "none"] | None
    vat_rate: Decimal | None
    payer_type: Literal["organisation", "supervisees", "none"]
    cost_split: tuple[tuple[Email, SharePercent], ...] | None
    invoice_details: InvoiceDetails | None
    invoicing_rhythm: Literal["after_session", "monthly", "blocks", "advance"] | None
    invoicing_block_sessions: Annotated[int, Whole(2, 20)] | None
    payment_term_days: Annotated[int, Whole(7, 60)] | None
    price_revision: Literal["fixed", "notice"] | None
    price_revision_months: Annotated[int, Whole(1, 6)] | None
    travel_costs: Literal["none", "km", "actual", "included"]
    km_rate: KmRate | Literal["tax_admin_max"] | None
    km_rate_eur: Decimal | None
    travel_estimate: Money | None
    cancel_notice_hours: Annotated[int, Whole(0, 336)]
    late_cancel_fee_pct: Annotated[int, Whole(0, 100, 5)] | None
    no_show_fee_pct: Percent | None
    sudden_illness_fee_pct: Percent | None
    group_absence: GroupAbsence | None
    supervisor_own_supervision: bool
    notes_policy: Literal["none", "private_destroyed_at_end"]
    termination_notice_days: Annotated[int, Whole(0, 90)]
    closing_session: bool
    dissatisfaction_steps: Annotated[str, Prose(40, 2000)]
    third_party: Annotated[str, Line(0, 160)]
    signing_mode: Literal["supervisor_first", "parallel"]
    signing_deadline_days: Annotated[int, Whole(1, 60)]
    assurance_level: Assurance
    retention_years: Annotated[int, Whole(3, 10)]
    retention_reason: Annotated[str, Line(0, 300)]
    supersedes_contract_id: ContractNumber | None

    @property
    def is_group(self) -> bool:
        """Several people are supervised together."""
        return self.supervision_form in {"group", "team"}

    @property
    def free_of_charge(self) -> bool:
        return self.price_amount == 0

    @property
    def has_consumers(self) -> bool:
        """Somebody pays for their own supervision as a private person."""
        return any(self.is_consumer(person) for person in self.supervisees)

    def is_consumer(self, person: Supervisee) -> bool:
        """This supervisee pays as a private person; one who pays nothing is none."""
        return self.payer_type == "supervisees" and not self.free_of_charge and person.pays_as == "consumer"

    @property
    def payers(self) -> tuple[Supervisee, ...]:
        """The supervisees who pay: those who say how. Everybody does, but whom cost_split leaves out (rules/payers.py)."""
        if self.payer_type != "supervisees" or self.free_of_charge:
            return ()
        return tuple(person for person in self.supervisees if person.pays_as != "no")
