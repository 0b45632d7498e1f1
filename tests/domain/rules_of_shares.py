"""Rules about supervisees who each pay a share: (field, code, what breaks it, what mends it), by the rule as a sentence."""

from tests.domain.constellations import B


def split(**shares):
    """A cost_split by the first part of each payer's address."""
    return {"cost_split": [[f"{name}@oma.example", percent] for name, percent in shares.items()]}


WHOLE = split(aino="50", eino="25,5", vaino="24.5")
SHARES = {
    "a share is of a supervisee": (
        "cost_split-1-0", "share_of_nobody", B | split(aino="50", liisa="25", vaino="25", eino="25"), B | WHOLE,
    ),
    "a payer has one share": (
        "cost_split-1-0", "share_given_twice",
        B | WHOLE | {"cost_split-1-0": "AINO@oma.example", "supervisees-1-pays_as": "no"}, B | WHOLE,
    ),
    "whoever pays has a share": ("cost_split", "payer_without_share", B | split(aino="50", eino="50"), B | WHOLE),
    "who has no share need not say how they pay": (
        "cost_split", "payer_without_share", B | split(aino="50", eino="50"),
        B | split(aino="50", eino="50") | {"supervisees-2-pays_as": "no", "supervisees-2-business_id": ""},
    ),
    "who has a share says how they pay": (
        "supervisees-2-pays_as", "pays_as_missing", B | WHOLE | {"supervisees-2-pays_as": "no"}, B | WHOLE,
    ),
    "shares make the whole": (
        "cost_split", "shares_not_whole", B | split(aino="33.33", eino="33.33", vaino="33.33"),
        B | split(aino="33.33", eino="33.33", vaino="33.34"),
    ),
    "shares make no more than the whole": (
        "cost_split", "shares_not_whole", B | split(aino="50", eino="25.5", vaino="24.51"), B | WHOLE,
    ),
}  # fmt: skip
