"""What a supervisor types who knows the deal, by the names of the fields; everything else stands in the form already."""

TEAM = {
    "constellation": "A",
    "supervisees-0-full_name": "Aino Mäki",
    "supervisees-0-email": "aino@elama.example",
    "supervisees-1-full_name": "Åke von Ödmark",
    "supervisees-1-email": "ake@elama.example",
    "manager-full_name": "Maija Hyvönen",
    "manager-email": "maija@elama.example",
    "manager-organisation": "Rantapihan kotihoito",
    "supervision_form": "team",
    "goals_shared": "Tiimi löytää yhteisen tavan puhua kuormasta.",
    "place_detail": "Keksittykatu 7, 00000 Mallila",
    "price_amount": "240",
    "client-organisation-name": "Rantapihan kotihoito",
    "client-organisation-business_id": "0000002-7",
    "invoice_details-email": "laskut@elama.example",
}


# Two consumers who pay themselves; nobody else is asked.
PAIR = {
    "constellation": "B",
    "supervisees-0-full_name": "Aino Mäki",
    "supervisees-0-email": "aino@yhdessa.example",
    "supervisees-1-full_name": "Biret Guttorm",
    "supervisees-1-email": "biret@yhdessa.example",
    "supervisees-0-pays_as": "consumer",
    "supervisees-1-pays_as": "consumer",
    "supervision_form": "group",
    "goals_shared": "Työssä jaksaminen.",
    "place_detail": "Keksittykatu 1",
    "price_amount": "120",
}
