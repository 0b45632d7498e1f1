"""Keeping forms as they are typed, going on with one later, and forgetting it once a draft holds it."""

from collections.abc import Sequence

from chalicelib.domain.dossier import Draft
from chalicelib.domain.errors import NotFound
from chalicelib.domain.typed import MOST, Grown, Kept, TypedForm, unfinished
from chalicelib.workflow.ports import Services


def keep_typed(services: Services, form: TypedForm) -> Kept:
    """
    Keep what a page of the form holds now, or tell why not.

    One write; the first of a page also looks for what is too much: what this form has grown from by more pages than it
    names, and beyond the most that an account may have those that were kept the longest ago. Again: the same. What is
    kept by a later turn stays. The draft is not touched.
    """
    if form.is_too_large:
        return Kept.TOO_LARGE
    kept = services.typed.keep(form)
    if kept is Kept.FIRST:
        every = services.typed.all(form.email)
        forget_typed(services, form.email, _further_back(form, every))
        by_age = sorted(every, key=lambda it: (it.page == form.page, it.kept_at, it.turn))
        for old in by_age[: max(len(by_age) - MOST, 0)]:
            services.typed.end(old.email, old.contract, old.page, old.turn, services.now())
    return kept


def _further_back(form: TypedForm, every: Sequence[TypedForm]) -> Sequence[Grown]:
    """What it has grown from and cannot name any more, as those that it names do: saving it must end these too."""
    named = {it[:2] for it in form.grown_from}
    older = (it for one in every if (one.contract, one.page) in named for it in one.grown_from)
    return [it for it in older if it[:2] not in named]


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
