"""What the clock starts: it asks for the contracts that are due."""

from chalice.app import Blueprint, CloudWatchEvent, Rate

from chalicelib import wiring
from chalicelib.web.log import told
from chalicelib.workflow.sweep import sweep as sweep_contracts

sweeping = Blueprint(__name__)


@sweeping.schedule(Rate(1, unit=Rate.MINUTES))
def sweep(event: CloudWatchEvent) -> None:
    """One round of the clock."""
    with told("sweep", event=event):
        sweep_contracts(wiring.services())
