"""The files of a supervisor's own contract, from sending on."""

from chalicelib.domain.parties import MAIN, Role
from chalicelib.workflow.own import own_contract
from chalicelib.workflow.ports import Services
from chalicelib.workflow.view import copy_address


def own_pdf_address(services: Services, author: str, contract: str, kind: str = MAIN) -> str:
    """
    A short-lived address of what was sent: the sealed copy once there is one, else the offered PDF.

    kind: MAIN or ANNEX. Raises NotFound for a draft, a document that there is not, and anybody else's contract.
    """
    return copy_address(services, own_contract(services, author, contract), Role.SUPERVISOR.value, kind)
