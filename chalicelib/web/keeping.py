"""No work is lost: forms are kept as they are typed, and shown again instead of an error."""

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.documents.ends import error_words, overtaken_words
from chalicelib.domain.accounts import Session
from chalicelib.domain.errors import Busy, ContractChanged, ContractError, NotLoggedIn
from chalicelib.domain.typed import Kept, is_id
from chalicelib.web.contract_form import form_page
from chalicelib.web.faults import html, plain
from chalicelib.web.form_summary import fragment
from chalicelib.web.holding import hold
from chalicelib.web.http import (
    FORM,
    Form,
    TooLarge,
    form,
    from_our_page,
    own_form,
    same_origin,
    see_other,
    supervisor,
)
from chalicelib.web.language import language
from chalicelib.web.typed_form import continued, kept_as, kept_values, named, typed_in, way_to
from chalicelib.workflow.keep_typed import forget_typed, keep_typed, typed_form

routes = Blueprint(__name__)


@routes.route("/contracts/{contract}/keep", methods=["POST"], content_types=FORM)
@plain(routes)
def keep(contract: str) -> Response:
    """
    Keep the form that a script sends while somebody types, and answer with what stands beside it.

    A page that was served before the last login has an old form token, so none is asked for: the browser must say that
    our own page sends this, and the session's cookie goes with no other site's forms. Nothing is shown of what is kept.
    409 where a later turn of the page stands: what was sent is not kept, and the script keeps it as another page.
    """
    who, given = supervisor(routes), form(routes)
    typed = typed_in(who, given, contract)
    from_our_page(routes)
    match keep_typed(wiring.services(), typed):
        case Kept.TOO_LARGE:
            raise TooLarge()
        case Kept.OUTDATED:
            raise ContractChanged()
    body = fragment(given.values, language(routes), typed.kept_at)
    return Response(body=body, status_code=200, headers={"Content-Type": "text/html; charset=utf-8"})


@routes.route("/account/typed/forget", methods=["POST"], content_types=FORM)
@html(routes)
def drop() -> Response:
    """Forget a form that the list shows as unfinished, as it is now, and those that it was continued from."""
    who, given, services = supervisor(routes), own_form(routes), wiring.services()
    found = typed_form(services, who.email, *named(given["typed"]))
    forget_typed(services, who.email, found.lineage)
    return see_other("/contracts")


def go_on(routes: Blueprint, who: Session, ref: str) -> Response:
    """The form as it was typed on another page of it. Raises NotFound."""
    found, values = continued(wiring.services(), who, ref)
    return form_page(
        routes, who, values, contract_id=found.contract, mark=found.mark, base=found.base,
        kept_by=kept_by(found.contract, found.base), kept_at=found.kept_at,
    )  # fmt: skip


def kept_by(contract: str, base: str) -> str:
    """The path that makes a draft of a form: of a new contract, or of the next version of one that was sent."""
    return f"/contracts/{contract}/revise" if base else "/contracts"


def keep_here(routes: Blueprint, who: Session, given: Form, contract: str) -> Response:
    """Without a script: keep the form by its button, whatever is wrong with it, and go on. Raises NotFound."""
    if kept := kept_as(typed_in(who, given, contract)):
        return see_other(way_to(kept))
    too_large = error_words("too_large", language(routes))[1]
    return _again(routes, who, given, contract, 413, faults={"": too_large})


def came_late(routes: Blueprint, error: ContractError, contract: str = "") -> Response:
    """
    The answer to one of our forms when its session or its token is of yesterday, or AWS does not answer: nothing is lost.

    Without a session, or when even that cannot be asked, a page holds everything. With another session than the form's
    the form is shown again. Raises the error for any other form.
    """
    same_origin(routes)
    given = form(routes)
    if not is_id(given["_page"]):
        raise error
    if isinstance(error, NotLoggedIn):
        return hold(routes, error, contract=contract)
    what, status = ("busy", 503) if isinstance(error, Busy) else ("served_before", 403)
    why_again = overtaken_words(what, language(routes))
    try:
        return _again(
            routes, supervisor(routes), given, contract or given["_id"], status, why_again=why_again
        )
    except Busy as busy:
        return hold(routes, busy, contract=contract)


def _again(
    routes: Blueprint, who: Session, given: Form, contract: str, status: int, *, why_again: str = "",
    faults: dict[str, str] | None = None,
) -> Response:  # fmt: skip
    mark, base = given["_revision"], given["_version"]
    return form_page(
        routes, who, kept_values(who, given.values, contract), contract_id=contract, mark=mark, base=base, faults=faults,
        why_again=why_again, status=status, kept_by=kept_by(contract, base),
    )  # fmt: skip
