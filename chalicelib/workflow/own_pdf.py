"""The files of a supervisor's own contract, from sending on."""

from chalicelib.documents.words import file_name
from chalicelib.domain.errors import NotFound
from chalicelib.domain.parties import ANNEX, MAIN
from chalicelib.workflow.own import own_contract
from chalicelib.workflow.ports import Services


def own_pdf_address(services: Services, author: str, contract: str, kind: str = MAIN) -> str:
    """
    A short-lived address of what was sent: the sealed copy once there is one, else the offered PDF.

    kind: MAIN or ANNEX. Raises NotFound for a draft, a document that there is not, and anybody else's contract.
    """
    dossier = own_contract(services, author, contract)
    state, name = dossier.contract, file_name(dossier.head.number, kind)
    if state.sent is None:
        raise NotFound()
    for sealed in state.sealed:
        if sealed.kind == kind:
            return services.archive.archived_url(sealed.key, sealed.version_id, name)
    digest = state.annex_of("supervisor") if kind == ANNEX else state.documents[0].pdf_sha256
    if not digest:
        raise NotFound()
    return services.archive.offered_url(contract, digest, name)
