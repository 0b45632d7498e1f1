"""What Lambda's event source mappings and the clock connect, as the template says: sources, and who handles them."""

from collections.abc import Callable
from functools import partial

from dev import at_hand, aws_clients, clock
from dev.events import schedule_event
from dev.mail_service import MailService
from dev.mailbox import from_this_process
from dev.provision import Provisioned
from dev.pump import Pump
from dev.sources import Handler, Queue, Stream
from dev.template import Template


def background(
    template: Template, made: Provisioned, handler: Callable[[str], Handler], deaf: bool = False
) -> Pump:
    """
    A pump, not started, from the stream, the queues and the clock to forward, work, seal, hear and sweep.

    handler: gives each function by its name. deaf: see Pump; of an AWS elsewhere nobody knows what its mails came to.
    Reads AWS as boto3's default session does.
    """

    def queue(name: str, logical_id: str, function: str) -> Queue:
        resource = made.resources[logical_id]
        workers = int(template.event_source(function)["ScalingConfig"]["MaximumConcurrency"])
        holds = (lambda: True) if deaf else partial(at_hand.holds, region, resource.name)
        return Queue(name, resource.ref, resource.attributes["Arn"], workers, handler(name), holds)

    region, sweep = aws_clients.client("sqs").meta.region_name, handler("sweep")
    stream = Stream(
        made.resources["Table"].attributes["StreamArn"],
        made.resources["ForwardFailures"].ref,
        template.event_source("Forward"),
        handler("forward"),
        None if deaf else partial(at_hand.stream_length, region, made.resources["Table"].name),
    )
    queues = [
        queue("work", "JobsQueue", "Work"),
        queue("seal", "SealsQueue", "Seal"),
        queue("hear", "MailEventsQueue", "Hear"),
    ]
    news = [] if deaf else [MailService(lambda: from_this_process(region), made.resources["MailEvents"].ref)]
    return Pump(
        [stream, *queues, *news],
        sweep=lambda: sweep(schedule_event(clock.now(), region)),
        deaf=deaf,
    )
