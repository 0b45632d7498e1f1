"""Whether what the functions are told has room in their environment: Lambda takes 4 kB of it, names and values together."""

from collections.abc import Mapping
from typing import Any

from dev.deploying.failure import DeployFault

MOST = 4096  # bytes
# The longest names that AWS gives, those of queues, with the name of a stack in them.
OF_A_RESOURCE = 100


def require_room(template: Mapping[str, Any], parameters: Mapping[str, str]) -> None:
    """
    Raise DeployFault when it might not, before anything is changed: CloudFormation would tell it in the middle.

    template: SAM's. parameters: what the deployment would set, by name.
    """
    variables = template["Globals"]["Function"]["Environment"]["Variables"]
    wanted = sum(len(name.encode()) + _length(value, parameters) for name, value in variables.items())
    if wanted > MOST:
        raise DeployFault(
            f"The functions would be told some {wanted} bytes, and Lambda takes {MOST}: move the older ones of "
            "SEAL_CERTIFICATES into the package (docs/runbooks/rotate-the-seal-key.md), or shorten what you say of the practice"
        )


def _length(value: Any, parameters: Mapping[str, str]) -> int:
    match value:
        case {"Ref": str(name)} if name in parameters:
            return len(parameters[name].encode())
        case str():
            return len(value.encode())
    return OF_A_RESOURCE
