"""Making a sealed contract findable: by its people, its organisation, its month and its digest."""

from datetime import timedelta

from chalicelib.domain.dossier import Dossier, Index
from chalicelib.domain.finding import Archived
from chalicelib.workflow.ports import Services

LEASE = timedelta(seconds=60)


def index(services: Services, dossier: Dossier) -> None:
    """Keep the rows that searches read. Doing it again writes the same rows."""
    contract = dossier.contract
    if not contract.completed_at or not services.contracts.claim(contract.id, Index(), services.now(), LEASE):
        return
    head = dossier.head
    archived = Archived(
        contract=contract.id, author=head.author, number=head.number, title=head.title, people=head.people,
        completed_at=contract.completed_at, documents=contract.sealed,
    )  # fmt: skip
    services.contracts.make_findable(archived)
    services.contracts.finish(contract.id, Index(), services.now(), {})
