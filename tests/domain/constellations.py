"""Changes to the everyday contract that make it one of another constellation, price or size."""

from tests.builders import ABSENT

HEAD = {"full_name": "Anu As", "email": "anu@kunta.example", "organisation": "Mallilan kunta"}
C1 = {  # the manager is supervised
    "constellation": "C", "supervisees": [], "manager-is_supervisee": True, "managers_manager": HEAD,
    "supervision_form": "manager",
}  # fmt: skip
C2 = C1 | {"manager-is_supervisee": False, "supervision_form": "team"}  # the manager commits for a group
B = {  # the three members of a group pay as businesses
    "constellation": "B", "manager": ABSENT, "client": ABSENT, "payer_type": "supervisees", "supervision_form": "group",
    "supervisees": [
        {"full_name": name, "email": email, "pays_as": "business", "business_id": "0000001-9"}
        for name, email in (("Aino", "aino@oma.example"), ("Eino", "eino@oma.example"), ("Väinö", "vaino@oma.example"))
    ],
}  # fmt: skip
FREE = {"price_amount": "0.00", "zero_price_reason": "internal", "payer_type": "none"}
OTHER_REPRESENTATIVE = {
    "client-representative": {"full_name": "Eero Ek", "email": "eero@rantapiha.example", "signs": True}
}
OWN_GOALS = "Opimme pyytämään apua ajoissa."
PAYER = {"organisation": {"name": "Oy", "business_id": "0000002-7"}}
AGENT = {"representative": OTHER_REPRESENTATIVE["client-representative"]}


def people(count):
    return {
        "supervisees": [{"full_name": f"Aino A{'a' * n}", "email": f"a{n}@oma.example"} for n in range(count)]
    }


ONE = people(1) | {"supervision_form": "individual"}
