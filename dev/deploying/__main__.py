"""
`make deploy STAGE=… DOMAIN=… MAIL_FROM=…`: from a package to a service that runs, the first time and every time.

Shows what would change and asks; YES=1 does not ask. What fails is rolled back by CloudFormation, and the reasons are
told. A second run with nothing new changes nothing, and a run after one that broke off goes on from there.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError

from dev.deploying import afterwards, budget, changes, following, order, plan, removing, sealing, stack
from dev.deploying.account import client, operator
from dev.deploying.changes import Proposal
from dev.deploying.failure import DeployFault
from dev.deploying.order import Order
from dev.deploying.parameters import Learnt, settle
from dev.deploying.room import require_room
from dev.deploying.stack import Stack
from dev.deploying.upload import Template, Uploads

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "build" / "package-arm64"


def main() -> None:
    """Exit status 0 only when the stack is as asked for."""
    try:
        deploy(PACKAGE)
    except (DeployFault, BotoCoreError, ClientError) as fault:
        sys.exit(f"make deploy: {fault}")


def deploy(
    package: Path, pause: float = following.SECONDS, agreed: Callable[[str], bool] = plan.agreed
) -> None:
    """
    Raise DeployFault when it is not to be, or not done; then everything is as it was.

    package: the folder with deployment.zip and sam.yaml. pause: seconds between two looks at what CloudFormation does.
    agreed: asks the operator a question.
    """
    uploads = Uploads()
    template, url = uploads.template(package)
    _validate(url)
    asked = order.read(os.environ, template["Parameters"])
    first = _clear_what_never_lived(asked)
    proposed = _propose(asked, template, url, uploads)
    if proposed is None:
        print(f"{asked.stack} is as asked for: nothing to change.")
    elif not (asked.sure or agreed("Deploy?")):
        changes.withdraw(proposed)
        raise DeployFault("Nothing was changed.")
    while proposed:
        following.execute(proposed, print, pause)
        # What only a deployment could tell, its address and its key's certificate, the next one tells the functions.
        proposed = _propose(asked, template, url, uploads, again=True)
    done = stack.find(asked.stack)
    if not done:
        raise DeployFault(f"{asked.stack} is gone again")
    if asked.budget or first:
        budget.keep(uploads.owner, asked.stack, asked.budget or budget.USUAL, done.parameters["AlarmMail"])
    print("\n".join(afterwards.lines(done, package.parent / "deploy" / asked.stage)))


def _validate(url: str) -> None:
    try:
        client("cloudformation").validate_template(TemplateURL=url)
    except ClientError as error:
        raise DeployFault(f"CloudFormation does not take the template: {error}") from error


def _propose(
    asked: Order, template: Template, url: str, uploads: Uploads, *, again: bool = False
) -> Proposal | None:
    """
    What is yet to be done, shown; None when nothing is. Raises DeployFault for what is never done.

    again: the template is deployed already, and only parameters can still be other than they should be.
    """
    now = stack.find(asked.stack)
    stack.require_ready(asked.stack, now)
    before = now.parameters if now and now.lives else {}
    wanted = settle(_defaults(template), before, asked.given, _learnt(asked, now, uploads))
    require_room(template, wanted)
    proposal = None if again and wanted == before else changes.propose(asked.stack, now, url, wanted)
    if proposal is None:
        return None
    print("\n".join(plan.lines(asked.stack, proposal, before, wanted)), flush=True)
    try:
        changes.require_nothing_lost(proposal.changes)
    except DeployFault:
        changes.withdraw(proposal)
        raise
    return proposal


def _defaults(template: Template) -> dict[str, str | None]:
    """Of each parameter; None where there is none."""
    declared = template["Parameters"].items()
    return {name: str(it["Default"]) if "Default" in it else None for name, it in declared}


def _learnt(asked: Order, now: Stack | None, uploads: Uploads) -> Learnt:
    """Makes the seal's certificate as soon as there is a key that the operator may sign with."""
    if now and now.parameters.get("SealCertificates"):
        return Learnt(endpoint=now.outputs["EndpointURL"])
    keeper = asked.given.get("SealKeeper") or operator()
    if not (now and now.lives):
        return Learnt(keeper=keeper)
    key = now.outputs["SealKey"]
    certificate = sealing.known(uploads, key)
    if not certificate and now.parameters.get("SealKeeper") == keeper:
        certificate = sealing.certificate(uploads, key, now.parameters["SealHolder"])
    return Learnt(now.outputs["EndpointURL"], certificate, keeper)


def _clear_what_never_lived(asked: Order) -> bool:
    """
    Whether the first deployment is still to be done, or to be completed: the key has no certificate yet.

    One that failed before leaves an empty stack, whose place no other can take, and its empty table and archive.
    """
    now = stack.find(asked.stack)
    if now and now.status == "ROLLBACK_COMPLETE":
        print(f"{asked.stack} was never made whole: what is left of it goes first.")
        removing.remove(now.id, stack.resources(now.id), print)
    return not (now and now.lives and now.parameters.get("SealCertificates"))


if __name__ == "__main__":
    main()
