"""
`make destroy STAGE=…`: take a stage away for good. It refuses while anything in its archive is under a lock or any
contract is under way, and wants the stage's name typed.
"""

import os
import sys
from collections.abc import Callable

from botocore.exceptions import BotoCoreError, ClientError

from dev.deploying import account, budget, order, plan, removing
from dev.deploying.failure import DeployFault


def main() -> None:
    """Exit status 0 only when the stage is gone."""
    try:
        destroy()
    except (DeployFault, BotoCoreError, ClientError) as fault:
        sys.exit(f"make destroy: {fault}")


def destroy(ask: Callable[[str], str] = plan.answer) -> None:
    """
    Raise DeployFault when it must not be, or nobody confirms it; then everything is as it was.

    ask: what the operator types.
    """
    asked = order.read(os.environ, ())
    stack_id, resources = removing.find(asked.stack)
    removing.require_nothing_held(resources)
    print(f"{asked.stack} goes with its contracts, archive, accounts and keys. No lock forbids it.")
    if ask("Type the stage's name: ") != asked.stage:
        raise DeployFault("Nothing was touched.")
    removing.remove(stack_id, resources, print)
    budget.keep(account.number(), asked.stack, "0", "")
    print("The certificate stays in the bucket for uploads: it verifies the files that people have.")


if __name__ == "__main__":
    main()
