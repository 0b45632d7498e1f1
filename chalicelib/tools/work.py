"""
One round of the queues, against whatever AWS_ENDPOINT_URL names: `python -m chalicelib.tools.work --once`.

Does by hand what Lambda's event source mappings do: takes what waits in both queues, once, and ends.
"""

import argparse
import logging
import sys
from collections.abc import Callable, Sequence
from typing import Any

from chalicelib import wiring
from chalicelib.aws.receiving import received
from chalicelib.workflow.seal import seal
from chalicelib.workflow.work import work

log = logging.getLogger("sopu")


def main(arguments: Sequence[str] | None = None) -> int:
    """Do every job that waits now; 1 when one of them failed and went back to its queue."""
    parser = argparse.ArgumentParser(prog="python -m chalicelib.tools.work")
    parser.add_argument("--once", action="store_true", required=True, help="one round, then end")
    parser.parse_args(arguments)
    services, told = wiring.services(), wiring.settings()
    jobs = _round(told.jobs_queue, lambda message: work(services, message))
    seals = _round(told.seals_queue, lambda message: seal(services, message["contract"]))
    print(f"{jobs[0] + seals[0]} done, {jobs[1] + seals[1]} failed")
    return 1 if jobs[1] + seals[1] else 0


def _round(queue: str, do: Callable[[dict[str, Any]], None]) -> tuple[int, int]:
    done = failed = 0
    for message, delete in received(queue):
        try:
            do(message)
        except Exception:  # the message goes back to its queue, as in Lambda, and the others get their turn
            log.exception("job failed")
            failed += 1
        else:
            delete()
            done += 1
    return done, failed


if __name__ == "__main__":
    sys.exit(main())
