"""
What the operator asks for: `make deploy STAGE=… DOMAIN=… MAIL_FROM=…`.

Each parameter of the template is a variable in capitals: PracticeName is PRACTICE_NAME, and BaseUrl is PUBLIC_URL.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dev.deploying.failure import DeployFault

# A role's name is the stack's and the resource's, 64 characters in all: longer ones would be cut, and keys know them whole.
STAGE = re.compile(r"[a-z]([a-z0-9-]{0,18}[a-z0-9])?")
# A shell that acts for one stage has the functions' own environment, BASE_URL among it: it must not lead another astray.
_OTHERWISE = {"BaseUrl": "PUBLIC_URL"}


@dataclass(frozen=True)
class Order:
    """
    stage: production, test …: each has a stack of its own. given: parameters of the template; "" empties one, absent
    ones keep their value. budget: dollars a month, "0" for none; None leaves it as it is. sure: nobody is asked.
    """

    stage: str
    given: Mapping[str, str]
    budget: str | None = None
    sure: bool = False

    @property
    def stack(self) -> str:
        return f"sopu-{self.stage}"


def read(environ: Mapping[str, str], parameters: Iterable[str]) -> Order:
    """Raise DeployFault when the stage is missing or cannot be a name, or the budget is no number."""
    stage = environ.get("STAGE", "")
    if not STAGE.fullmatch(stage):
        raise DeployFault(
            f"STAGE={stage or '?'}: at most 20 small letters, digits and hyphens, a letter first"
        )
    given = {name: environ[variable(name)] for name in parameters if variable(name) in environ}
    budget = environ.get("MONTHLY_BUDGET")
    if budget is not None and not budget.isdecimal():
        raise DeployFault(f"MONTHLY_BUDGET={budget}: whole dollars, 0 for none")
    return Order(stage, given, budget, sure=environ.get("YES") == "1")


def variable(parameter: str) -> str:
    """The variable of a parameter: MailFrom is MAIL_FROM."""
    return _OTHERWISE.get(parameter) or re.sub(r"(?<=[a-z])([A-Z])", r"_\1", parameter).upper()
