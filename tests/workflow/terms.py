"""Terms of each constellation, as small as the rules allow or as the examples have them."""

from tests.builders import ABSENT, example

TEAM = example()
CHIEF = {"full_name": "Elias Åminne", "email": "elias@rantapiha.example", "organisation": "Rantapiha"}
# A supervisor and one supervisee, who pays as a business.
TWO = {
    "constellation": "B",
    "supervisor": {
        "full_name": "Ulla Wäinölä", "business_name": "Kaarnalaiva", "business_id": "0000001-9",
        "contact": {"email": "ulla@kaarnalaiva.example"},
    },
    "supervisees": [
        {"full_name": "Aino Ek", "email": "aino@oma.example", "pays_as": "business", "business_id": "0000002-7"}
    ],
    "place_detail": "Keksittykatu 1",
    "goals_shared": "Salainen tavoite, jota ei kerrota postissa.",
    "price_amount": "91.37",
}  # fmt: skip
# The same supervisee pays as a private person.
CONSUMER = TWO | {
    "supervisor": TWO["supervisor"] | {
        "contact": TEAM["supervisor"]["contact"] | TWO["supervisor"]["contact"],
    },
    "supervisees": [{"full_name": "Aino Ek", "email": "aino@oma.example", "pays_as": "consumer"}],
}  # fmt: skip
# Two pay unequal shares, one as a private person; the third pays nothing.
SHARING = CONSUMER | {
    "supervision_form": "group",
    "supervisees": [
        *CONSUMER["supervisees"],
        {"full_name": "Eino Ek", "email": "eino@oma.example", "pays_as": "business", "business_id": "0000002-7"},
        {"full_name": "Väinö Ek", "email": "vaino@oma.example"},
    ],
    "cost_split": [["eino@oma.example", "66.67"], ["aino@oma.example", "33.33"]],
}  # fmt: skip
MANAGER_SUPERVISED = example(
    "manager-free-of-charge.fi",
    goals_annex_used=False,
    goals_supervisees=ABSENT,
)
PAYING_MANAGER = example(
    constellation="C", supervisees=[], managers_manager=CHIEF, supervision_form="manager",
    **{"manager-is_supervisee": True},
)  # fmt: skip
WORK_GROUP = example(
    constellation="C", managers_manager=CHIEF, **{"manager-is_supervisee": False, "supervisees": []}
)
FREE_TEAM = example(price_amount="0", zero_price_reason="volunteer", payer_type="none")


def team(supervisees):
    """The everyday contract with so many supervisees."""
    people = [
        {"full_name": f"Ohjattava {'i' * n}", "email": f"o{n}@rantapiha.example"}
        for n in range(1, supervisees + 1)
    ]
    return example(supervisees=people)


def crowd():
    """33 who sign: a supervisor, thirty supervisees, their manager and the client's own representative."""
    other = {"full_name": "Eero Ek", "email": "eero@rantapiha.example", "signs": True}
    return team(30) | {"client": {**TEAM["client"], "representative": other}}
