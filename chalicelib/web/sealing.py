"""What the queue of seals starts: the only function that may sign or write the archive, and that loads what seals."""

import json

from chalice.app import Blueprint, SQSEvent

from chalicelib import wiring
from chalicelib.web.log import told
from chalicelib.workflow.seal import seal as seal_contract

sealing = Blueprint(__name__)

SEALS = "arn:aws:sqs:eu-north-1:000000000000:placeholder-seals"  # as in forwarding.py


@sealing.on_sqs_message(queue_arn=SEALS, batch_size=1)
def seal(event: SQSEvent) -> None:
    """One contract to seal."""
    for record in event:
        contract = json.loads(record.body)["contract"]
        with told("seal", contract, record, intent=True):
            seal_contract(wiring.services(), contract)
