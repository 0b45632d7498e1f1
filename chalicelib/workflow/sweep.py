"""The clock: everything that is due gets looked at, however long ago it should have been done."""

from collections.abc import Iterable

from chalicelib.journal import Metric
from chalicelib.workflow.ports import Services


def sweep(services: Services) -> int:
    """
    Put a job for every contract that is due by now into the queue; how many there were.

    Running it again before the jobs are done only asks again: the jobs hold claims. One contract's trouble stays
    its own, because each is a message of its own.
    """
    now = services.now()
    due = dict(services.contracts.due(now))
    oldest = min(due.values(), default=now)
    services.journal.measure(Metric.OLDEST_DUE, (now - oldest).total_seconds())
    return ask_for(services, due)


def ask_for(services: Services, contracts: Iterable[str]) -> int:
    """Put a job for each of these contracts into the queue, due or not; how many there were. Again: the same."""
    messages = [{"contract": contract, "clock": True} for contract in contracts]
    services.jobs.send(messages)
    return len(messages)
