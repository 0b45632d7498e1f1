"""What each parameter of the template is to be, from what is asked for, what it was, and what only a deployment tells."""

from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr

from dev.deploying.failure import DeployFault
from dev.deploying.order import variable

Values = Mapping[str, str]
NOT_YET = "https://not-yet.example"


@dataclass(frozen=True)
class Learnt:
    """
    What is known only once the stack is there; "" before.

    endpoint: the API's own address. certificate: of the seal's key, base64. keeper: who makes that certificate.
    """

    endpoint: str = ""
    certificate: str = ""
    keeper: str = ""


def settle(
    declared: Mapping[str, str | None], before: Values, given: Values, learnt: Learnt
) -> dict[str, str]:
    """
    A value for each declared parameter: the given one, else what it was before, else what follows from the others,
    else its default.

    declared: defaults of the template's parameters, None where there is none. Raises DeployFault naming all that lack.
    """
    kept = {name: value for name, value in before.items() if name in declared}
    values = _following(given) | kept | _domain_of_mail(given) | dict(given)
    values |= _address(values, kept, given, learnt) | _seal(values, given, learnt)
    settled = {name: values.get(name, default) for name, default in declared.items()}
    lacking = [variable(name) for name, value in settled.items() if value is None]
    if lacking:
        raise DeployFault(f"Say also {', '.join(f'{name}=' for name in lacking)} (docs/operations.md)")
    return {name: value for name, value in settled.items() if value is not None}


def _following(given: Values) -> dict[str, str]:
    """What a first deployment need not be told."""
    values: dict[str, str] = {}
    if given.get("MailFrom"):
        values["AlarmMail"] = parseaddr(given["MailFrom"])[1]
    if given.get("PracticeName"):
        values["SealHolder"] = given["PracticeName"]
    return values


def _domain_of_mail(given: Values) -> dict[str, str]:
    """Another sender may be of another domain."""
    sender = parseaddr(given.get("MailFrom", ""))[1]
    return {"MailDomain": sender.rpartition("@")[2]} if sender else {}


def _address(values: Values, kept: Values, given: Values, learnt: Learnt) -> dict[str, str]:
    """An address that was once told stays, unless the domain is told anew: links in mails begin with it."""
    if "BaseUrl" in given or ("Domain" not in given and kept.get("BaseUrl", NOT_YET) != NOT_YET):
        return {}
    if values.get("Domain"):
        return {"BaseUrl": f"https://{values['Domain']}"}
    return {"BaseUrl": learnt.endpoint.rstrip("/") or NOT_YET}


def _seal(values: Values, given: Values, learnt: Learnt) -> dict[str, str]:
    """Until there is a certificate, whoever deploys may sign with the seal's key; afterwards nobody but its function."""
    if values.get("SealCertificates"):
        return {"SealKeeper": given.get("SealKeeper", "")}
    keeper = given.get("SealKeeper") or learnt.keeper
    return {"SealCertificates": learnt.certificate, "SealKeeper": "" if learnt.certificate else keeper}
