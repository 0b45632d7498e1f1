"""What a person can do something about. Each has a code; documents/messages.py has the sentence in the reader's language."""

import dataclasses
from collections.abc import Iterable

from chalicelib.frozen import dataclass


@dataclass(frozen=True)
class Fault:
    """
    One thing wrong, or worth a second look, in what somebody gave us.

    field: the form's name of the input, e.g. "supervisees-0-email"; "" for the whole.
    code: key of the sentence; params: its numbers and names.
    """

    field: str
    code: str
    params: dict[str, object] = dataclasses.field(default_factory=dict)


class ContractError(Exception):
    """Root of all errors that become a page or an API answer; anything else is a bug."""

    code = "error"

    def __init__(self, **params: object) -> None:
        super().__init__(self.code, params)
        self.params = params


class NotFound(ContractError):
    """There is no such thing, or it is somebody else's: the two look alike on purpose."""

    code = "not_found"


class NotLoggedIn(ContractError):
    """This page needs a session."""

    code = "not_logged_in"


class LoginRefused(ContractError):
    """Wrong, worn-out or foreign login code."""

    code = "login_refused"


class TooManyTries(ContractError):
    """A throttle closed; it opens by itself."""

    code = "too_many_tries"


class KeyRefused(ContractError):
    """No key that works: unknown, ended, malformed, or of a disabled account; which of these is not told."""

    code = "key_refused"


class ScopeMissing(ContractError):
    """The key works, and was not made for this; `scope` says what it lacks."""

    code = "scope_missing"


class RequestReused(ContractError):
    """The name of a request that may be repeated stands for another request already."""

    code = "request_reused"


class FormForged(ContractError):
    """A form that our page did not make: wrong token or wrong origin (OWASP ASVS 5.0, 3.5.1)."""

    code = "form_forged"


class LinkExpired(ContractError):
    """The personal link was replaced by a newer one, or its time is over. renewed: its holder asked for the newer one."""

    code = "link_expired"


class VersionReplaced(LinkExpired):
    """The link is of an earlier version; whoever is still a party was mailed another."""

    code = "version_replaced"


class NoLongerParty(VersionReplaced):
    """The link is of an earlier version, and whoever held it is in no later one."""

    code = "no_longer_party"


class NewVersionWaits(VersionReplaced):
    """The link is of an earlier version; of the present one its holder gets a link once the supervisor has accepted."""

    code = "version_waits"


class ContractClosed(ContractError):
    """The contract no longer takes this act; `status` says why."""

    code = "contract_closed"


class DeadlinePassed(ContractClosed):
    """The last day for accepting is over."""

    code = "deadline_passed"


class AcceptedAlready(ContractError):
    """This party's acceptance stands; a second click is not an error to the person."""

    code = "accepted_already"


class NotYourTurn(ContractError):
    """The supervisor's offer comes first."""

    code = "not_your_turn"


class NotIdentified(ContractError):
    """The contract asks for more than the link from this party."""

    code = "not_identified"


class ContractChanged(ContractError):
    """What was shown is not what the contract is now, or somebody saved in between."""

    code = "contract_changed"


class Busy(ContractError):
    """AWS is slow or throttling; the same click may be tried again."""

    code = "busy"


class FormInvalid(ContractError):
    """Faults in what was typed: all of them at once."""

    code = "form_invalid"

    def __init__(self, faults: Iterable[Fault]) -> None:
        super().__init__()
        self.faults = tuple(faults)


class ChangedMeanwhile(Exception):
    """Somebody else appended first: read again and decide again. No page ever sees it."""
