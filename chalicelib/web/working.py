"""What the queue of jobs starts: the worker, which does what is owed."""

import json

from chalice.app import Blueprint, SQSEvent

from chalicelib import wiring
from chalicelib.web.log import kind_of, told
from chalicelib.workflow.work import work as do_job

working = Blueprint(__name__)

JOBS = "arn:aws:sqs:eu-north-1:000000000000:placeholder-jobs"  # as in forwarding.py


@working.on_sqs_message(queue_arn=JOBS, batch_size=1)
def work(event: SQSEvent) -> None:
    """One job: what a contract is owed, or one login code."""
    for record in event:
        message = json.loads(record.body)
        with told(kind_of(message), message.get("contract", ""), record):
            do_job(wiring.services(), message)
