"""A supervisor's first steps: a name, a business, a few terms, and a look at a contract; each can be passed by."""

from collections.abc import Mapping
from typing import Any

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.documents import form_parts
from chalicelib.domain.accounts import Session
from chalicelib.web.account import own_values
from chalicelib.web.faults import html
from chalicelib.web.form_values import nested
from chalicelib.web.holding import hold
from chalicelib.web.http import FORM, base_path, own_form, query, see_other, show, supervisor
from chalicelib.web.language import language
from chalicelib.workflow.accounts import own_account, welcome
from chalicelib.workflow.own_terms import change_own
from chalicelib.workflow.sample import NUMBER, sample

routes = Blueprint(__name__)
STEPS = ("name", "business", "terms", "sample")


@routes.route("/welcome")
@html(routes)
def begin() -> Response:
    """The step that the address names, the first one by itself; what was saved stands in it."""
    who = supervisor(routes)
    kept = own_account(wiring.services(), who.email)
    return _page(who, _step(query(routes).get("step", "")), own_values(kept))


def _again(faults: dict[str, str]) -> Response:
    who, given = supervisor(routes), own_form(routes)
    kept = own_values(own_account(wiring.services(), who.email))
    return _page(who, _step(given["_step"]), {**kept, **given.values}, faults, 422)


@routes.route("/welcome", methods=["POST"], content_types=FORM)
@html(routes, again=_again, late=hold)
def go_on() -> Response:
    """Save a step and go on, or back; or pass it by. However the first one ends, nobody is led here again."""
    who, given, services = supervisor(routes), own_form(routes), wiring.services()
    step, pressed = _step(given["_step"]), given["_do"]
    if pressed != "skip":
        kept = own_values(own_account(services, who.email))
        typed = {name: value for name, value in given.values.items() if not name.startswith("_")}
        change_own(services, who.email, nested({**kept, **typed}))
    welcome(services, who.email)
    return see_other(
        f"/welcome?step={STEPS[max(step - 1, 0) if pressed == 'back' else min(step + 1, len(STEPS) - 1)]}"
    )


@routes.route("/welcome/sample")
@html(routes)
def show_sample() -> Response:
    """A contract with the supervisor's own terms and made-up people: there is no draft of it, so nothing can be sent."""
    who, services = supervisor(routes), wiring.services()
    text = sample(services, own_account(services, who.email), language(routes))
    return show(routes, "sample", 200, who, text=text, number=NUMBER)


def _step(name: str) -> int:
    return STEPS.index(name) if name in STEPS else 0


def _page(
    who: Session,
    step: int,
    values: Mapping[str, str],
    faults: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    context: dict[str, Any] = {"values": values, "faults": faults or {}, "warnings": {}, "parts": form_parts}
    return show(
        routes,
        "welcome",
        status,
        who,
        step=STEPS[step],
        number=step,
        action=f"{base_path()}/welcome",
        **context,
    )
