"""Rules about who is in the contract: (field, code, what breaks it, what mends it), by the rule as a sentence."""

from tests.builders import ABSENT
from tests.domain.constellations import C1, C2, FREE, HEAD, OTHER_REPRESENTATIVE, B, people

PEOPLE = {
    "A has a manager": ("manager-full_name", "required", {"manager": ABSENT, "client-representative": ABSENT}, {}),
    "C has the manager's manager": ("managers_manager-full_name", "required", C1 | {"managers_manager": ABSENT}, C1),
    "C has a manager": (
        "manager-full_name", "required", C1 | {"manager": ABSENT, "client-representative": ABSENT}, C1,
    ),
    "B has no manager": ("manager-full_name", "role_not_in_constellation", B | {"manager": HEAD}, B),
    "A has no manager's manager": (
        "managers_manager-full_name", "role_not_in_constellation", {"managers_manager": HEAD}, {},
    ),
    "in C the manager takes part by being a party": (
        "manager-participates", "choice_not_in_constellation", C1 | {"manager-participates": "agreed_sessions"},
        C1 | {"manager-participates": ""},
    ),
    "in A the manager is not among the supervised": (
        "manager-is_supervisee", "choice_not_in_constellation", {"manager-is_supervisee": True},
        {"manager-is_supervisee": ""},
    ),
    "A and B have supervisees": ("supervisees-0-full_name", "required", {"supervisees": []}, people(2)),
    "there are at most thirty supervisees": ("supervisees", "too_many", people(31), people(30)),
    "the supervised manager is not also a group": ("supervisees", "manager_is_the_supervisee", C1 | people(2), C1),
    "one supervisee is no team": ("supervision_form", "form_needs_group", people(1), people(2)),
    "two supervisees are no individual": (
        "supervision_form", "form_is_for_one", people(2) | {"supervision_form": "individual"},
        people(1) | {"supervision_form": "individual"},
    ),
    "the supervised manager is no team": (
        "supervision_form", "form_needs_group", C1 | {"supervision_form": "team"}, C1,
    ),
    "a manager who commits for others commits for a group": (
        "supervision_form", "form_is_for_one", C2 | {"supervision_form": "individual"}, C2,
    ),
    "two parties do not share an address": (
        "supervisees-1-email", "address_used_twice", {"supervisees-1-email": "AINO.lehtimaki@rantapiha.example"}, {},
    ),
    "the manager is not at the supervisor's address": (
        "manager-email", "address_used_twice",
        {"manager-email": "ohjaaja@sopu.test", "client-representative-email": ABSENT}, {},
    ),
    "a representative at the manager's address is the manager": (
        "client-representative-email", "address_used_twice",
        OTHER_REPRESENTATIVE | {"client-representative-email": "marjatta.hyvonen@rantapiha.example"},
        OTHER_REPRESENTATIVE,
    ),
    "who is the same as the manager has the manager's address": (
        "client-representative-same_as_manager", "not_the_manager", {"client-representative-email": "x@oma.example"},
        {"client-representative-email": ABSENT},
    ),
    "who is the same as the manager has the manager's name": (
        "client-representative-same_as_manager", "not_the_manager", {"client-representative-full_name": "Eero Ek"},
        {"client-representative-full_name": "marjatta HYVONEN"},
    ),
    "without a manager nobody is the same": (
        "client-representative-same_as_manager", "not_the_manager",
        B | {"client": {"representative": {"same_as_manager": True}}}, B | {"client": {"representative": {}}},
    ),
    "a representative who signs has a name": (
        "client-representative-full_name", "required", OTHER_REPRESENTATIVE | {"client-representative-full_name": ""},
        OTHER_REPRESENTATIVE | {"client-representative-full_name": "", "client-representative-signs": False},
    ),
    "a supervisee who signs has an address": (
        "supervisees-1-email", "required", {"supervisees-1-email": ""}, C2 | people(2) | {"supervisees-1-email": ""},
    ),
    "a supervisee who pays has an address": ("supervisees-2-email", "required", B | {"supervisees-2-email": ABSENT}, B),
    "a representative who signs has an address": (
        "client-representative-email", "required", OTHER_REPRESENTATIVE | {"client-representative-email": ABSENT},
        OTHER_REPRESENTATIVE,
    ),
    "a representative who signs does so for an organisation": (
        "client-organisation-name", "required",
        OTHER_REPRESENTATIVE | FREE | {"client-organisation": ABSENT},
        OTHER_REPRESENTATIVE | FREE,
    ),
    "the third party is nobody's namesake": (
        "third_party", "third_party_is_party", {"third_party": "AINO LEHTIMÄKI"}, {"third_party": "Aino Lehtonen"},
    ),
    "the third party does not represent the client": (
        "third_party", "third_party_is_party", OTHER_REPRESENTATIVE | {"third_party": "Eero Ek"},
        {"third_party": "Eero Ek"},
    ),
    "strong identification is asked for where there is some": (
        "assurance_level", "strong_not_available", {"assurance_level": "strong"}, {"assurance_level": "email_link_code"},
    ),
    "strong identification is asked of one party where there is some": (
        "supervisees-1-assurance_level", "strong_not_available", {"supervisees-1-assurance_level": "strong"},
        {"supervisees-1-assurance_level": "email_link_code"},
    ),
}  # fmt: skip
