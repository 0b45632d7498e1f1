"""Terms for the stories: the examples, and contracts of any size."""

import json
from pathlib import Path

EXAMPLES = Path(__file__).parents[1] / "examples"


def example(name="team.fi"):
    return json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8"))


def crowd(count, domain="joukko.example"):
    """`count` supervisees with names that need more than ASCII."""
    first = [
        "Aino",
        "Väinö",
        "Åke",
        "Nguyễn Thị",
        "Šimon",
        "Biret-Áile",
        "Þórdís",
        "María",
        "Öyvind",
        "Zuzana",
    ]
    last = [
        "Lehtimäki",
        "Söderlund",
        "Ödmark",
        "Hương",
        "Žáková",
        "Guttorm",
        "Ævarsdóttir",
        "Muñoz",
        "Hölttä",
        "Järvi",
    ]
    return [
        {"full_name": f"{first[n % 10]} {last[(n + n // 10) % 10]}", "email": f"henkilo{n}@{domain}"}
        for n in range(count)
    ]


def constellation_a(count, domain, **more):
    terms = example() | {"supervisees": crowd(count, domain)} | more
    terms["manager"] = terms["manager"] | {"email": f"esihenkilo@{domain}"}
    terms["client"] = {"organisation": terms["client"]["organisation"]}
    if count == 1:
        terms |= {"supervision_form": "individual"}
        for key in ("group_membership", "group_absence"):
            terms.pop(key)
    return terms


def constellation_b(count, domain, **more):
    """Supervisor and supervisees who pay as entrepreneurs."""
    people = [person | {"pays_as": "business", "business_id": "0000002-7"} for person in crowd(count, domain)]
    terms = constellation_a(count, domain) | {
        "constellation": "B",
        "supervisees": people,
        "payer_type": "supervisees",
    }
    for key in ("manager", "client", "invoice_details", "evaluation_with_manager", "attendance_reporting"):
        terms.pop(key)
    return terms | more


def consumers(count, domain, **more):
    """Supervisor and supervisees who pay as private persons, each an equal share."""
    people = [person | {"pays_as": "consumer"} for person in crowd(count, domain)]
    return constellation_b(count, domain, supervisees=people, vat_treatment="included", **more)


def constellation_c(domain, **more):
    """The manager is supervised, at no charge, and the manager's manager accepts too."""
    terms = example("manager-free-of-charge.fi") | {"goals_annex_used": False}
    terms.pop("goals_supervisees")
    for role in ("manager", "managers_manager"):
        terms[role] = terms[role] | {"email": f"{role}@{domain}"}
    return terms | more


def names(terms):
    """Address to name of everybody who accepts."""
    people = [{"email": terms["supervisor"]["contact"]["email"], **terms["supervisor"]}]
    if terms["constellation"] != "C":
        people += terms["supervisees"]
    people += [terms[role] for role in ("manager", "managers_manager") if terms.get(role)]
    return {person["email"]: person["full_name"] for person in people}
