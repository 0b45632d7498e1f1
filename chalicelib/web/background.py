"""What the stream, the queues and the clock start: the work is in workflow/, one line about it in the log."""

import json

from chalice.app import Blueprint, CloudWatchEvent, DynamoDBEvent, Rate, SQSEvent

from chalicelib import wiring
from chalicelib.web.log import kind_of, told
from chalicelib.workflow.sweep import sweep as sweep_contracts
from chalicelib.workflow.work import forward as forward_entries
from chalicelib.workflow.work import work as do_job

background = Blueprint(__name__)

# The ARNs are placeholders: the package's template puts the real ones (docs/adr/0008-stream-to-queue.md).
STREAM = "arn:aws:dynamodb:eu-north-1:000000000000:table/placeholder/stream/placeholder"
JOBS = "arn:aws:sqs:eu-north-1:000000000000:placeholder-jobs"
SEALS = "arn:aws:sqs:eu-north-1:000000000000:placeholder-seals"


@background.on_dynamodb_record(stream_arn=STREAM, batch_size=100)
def forward(event: DynamoDBEvent) -> None:
    """New trail entries become jobs."""
    with told("forward", event=event):
        forward_entries(wiring.services(), wiring.contracts_with_new_entries(record.keys for record in event))


@background.on_sqs_message(queue_arn=JOBS, batch_size=1)
def work(event: SQSEvent) -> None:
    """One job: what a contract is owed, one mail, or one login code."""
    for record in event:
        message = json.loads(record.body)
        with told(kind_of(message), message.get("contract", ""), record):
            do_job(wiring.services(), message)


@background.on_sqs_message(queue_arn=SEALS, batch_size=1)
def seal(event: SQSEvent) -> None:
    """One contract to seal; the only function that may sign or write the archive."""
    # Only this function pays for the libraries that seal.
    from chalicelib.workflow.seal import seal as seal_contract

    for record in event:
        contract = json.loads(record.body)["contract"]
        with told("seal", contract, record, intent=True):
            seal_contract(wiring.services(), contract)


@background.schedule(Rate(1, unit=Rate.MINUTES))
def sweep(event: CloudWatchEvent) -> None:
    """One round of the clock."""
    with told("sweep", event=event):
        sweep_contracts(wiring.services())
