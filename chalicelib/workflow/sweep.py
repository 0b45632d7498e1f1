"""The clock: everything that is due gets looked at, however long ago it should have been done."""

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
    services.jobs.send([{"contract": contract, "clock": True} for contract in due])
    return len(due)
