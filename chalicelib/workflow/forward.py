"""From the table's stream to the queue of jobs."""

from collections.abc import Iterable

from chalicelib.workflow.ports import Services


def forward(services: Services, contracts: Iterable[str]) -> None:
    """New entries were appended to these contracts: one job for each contract, to find out what it is owed."""
    services.jobs.send([{"contract": contract} for contract in dict.fromkeys(contracts)])
