"""Making a sealed contract findable: by its people, its organisation, its time and its digest."""

from datetime import date

from chalicelib.domain.canonical import parsed
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.finding import Archived
from chalicelib.workflow.ports import Services


def index(services: Services, dossier: Dossier) -> None:
    """Keep the rows that searches read. Doing it again writes the same rows, so no claim is needed."""
    archived = archived_of(dossier)
    if archived is None:
        return
    services.contracts.make_findable(archived)


def archived_of(dossier: Dossier) -> Archived | None:
    """The contract as searches show it; None before everybody has accepted. documents: none before sealing."""
    contract, head = dossier.contract, dossier.head
    if contract.completed_at is None:
        return None
    return Archived(
        contract=contract.id, author=head.author, number=head.number, title=head.title, people=head.people,
        completed_at=contract.completed_at, documents=contract.sealed, agreed_until=_agreed_until(dossier),
    )  # fmt: skip


def _agreed_until(dossier: Dossier) -> date | None:
    """The last day that the text names; None where it names none, or where its terms are no longer kept, or not whole."""
    try:
        last = parsed(dossier.offered["terms"].encode())["end_date"]
        return date.fromisoformat(last) if last else None
    except (KeyError, ValueError):
        return None
