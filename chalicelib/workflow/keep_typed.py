"""Keeping forms as they are typed, going on with one later, and forgetting it once a draft holds it."""

from collections.abc import Sequence

from chalicelib.domain.dossier import Draft
from chalicelib.domain.errors import NotFound
from chalicelib.domain.typed import MOST, Grown, TypedForm, unfinished
from chalicelib.workflow.ports import Services


def keep_typed(services: Services, form: TypedForm) -> bool:
    """
    Keep what a page of the form holds now; False when that is too large to keep.

    One write; the first of a page also looks for what is too much: beyond the most that an account may have, those
    that were kept the longest ago go. Again, or later than what is kept: nothing changes. The draft is not touched.
    """
    if form.is_too_large:
        return False
    if services.typed.keep(form):
        by_age = sorted(
            services.typed.all(form.email), key=lambda it: (it.page == form.page, it.kept_at, it.turn)
        )
        for old in by_age[: max(len(by_age) - MOST, 0)]:
            services.typed.end(old.email, old.contract, old.page, old.turn, services.now())
    return True


def unfinished_forms(services: Services, email: str) -> Sequence[TypedForm]:
    """The account's forms that somebody may go on with, last kept first."""
    return unfinished(services.typed.all(email))


def newer_forms(services: Services, draft: Draft) -> Sequence[TypedForm]:
    """What its author typed for this draft after its last save, last kept first."""
    kept = unfinished(services.typed.all(draft.author, draft.id))
    return [form for form in kept if form.kept_at >= draft.touched_at]


def typed_form(services: Services, email: str, contract: str, page: str) -> TypedForm:
    """The account's own. Raises NotFound for anybody else's, as if there were none."""
    form = services.typed.one(email, contract, page)
    if form is None:
        raise NotFound()
    return form


def forget_typed(services: Services, email: str, pages: Sequence[Grown]) -> None:
    """These pages of forms go, each as it was at its turn: one that was typed on since stays. Again: the same."""
    for page in pages:
        services.typed.end(email, page.contract, page.page, page.turn, services.now())
