"""The two people that the local service knows from the start; chalicelib.tools.accounts adds others."""

from chalicelib import wiring
from chalicelib.domain.accounts import AUDITOR, SUPERVISOR
from chalicelib.workflow.accounts import add_account

SUPERVISORS_EMAIL = "ohjaaja@sopu.test"
AUDITORS_EMAIL = "arkisto@sopu.test"

SUPERVISORS_PROFILE = {
    "full_name": "Ulla-Maija Wäinölä",
    "business_name": "Työnohjaus Kaarnalaiva",
    "business_id": "0000001-9",
    "contact": {
        "email": SUPERVISORS_EMAIL,
        "phone": "+358 40 000 0001",
        "address": "Keksittykatu 1 A 2, 00000 Mallila",
    },
    "qualification": "Työnohjaajakoulutus 60 op",
}


def add_accounts() -> None:
    """Make both accounts through the workflow, with complete profiles; a second call leaves them the same."""
    services = wiring.services()
    add_account(services, SUPERVISORS_EMAIL, SUPERVISOR, SUPERVISORS_PROFILE)
    add_account(services, AUDITORS_EMAIL, AUDITOR)
