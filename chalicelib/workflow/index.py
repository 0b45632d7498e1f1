"""Making a sealed contract findable: by its people, its organisation, its month and its digest."""

from chalicelib.domain.dossier import Dossier, Index
from chalicelib.domain.finding import Archived
from chalicelib.workflow.ports import Services


def index(services: Services, dossier: Dossier) -> None:
    """Keep the rows that searches read. Doing it again writes the same rows, so no claim is needed."""
    contract = dossier.contract
    if contract.completed_at is None:
        return
    head = dossier.head
    archived = Archived(
        contract=contract.id, author=head.author, number=head.number, title=head.title, people=head.people,
        completed_at=contract.completed_at, documents=contract.sealed,
    )  # fmt: skip
    services.contracts.make_findable(archived)
    services.contracts.finish(contract.id, Index(), services.now(), {})
