"""What the table's stream starts: new trail entries become jobs."""

from chalice.app import Blueprint, DynamoDBEvent

from chalicelib import wiring
from chalicelib.web.log import told
from chalicelib.workflow.forward import forward as forward_entries

forwarding = Blueprint(__name__)

# A placeholder: the package's template puts the real one (docs/adr/0008-stream-to-queue.md).
STREAM = "arn:aws:dynamodb:eu-north-1:000000000000:table/placeholder/stream/placeholder"


@forwarding.on_dynamodb_record(stream_arn=STREAM, batch_size=100)
def forward(event: DynamoDBEvent) -> None:
    """New trail entries become jobs."""
    with told("forward", event=event):
        forward_entries(wiring.services(), wiring.contracts_with_new_entries(record.keys for record in event))
