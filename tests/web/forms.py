"""Filling the contract form over HTTP: what somebody types who knows the deal, and what the page says back."""

from lxml import html

from chalicelib.domain.terms.defaults import tidied
from chalicelib.web.form_values import flat
from tests.life.people import constellation_a


def what_somebody_types():
    """Three supervisees, an organisation that pays."""
    typed = flat(tidied(constellation_a(3, "lomake.example")))
    typed.pop("manager-participates")  # a box that stays unticked is not sent
    return typed


def rows_added(client, times):
    """A new form with so many rows more than one."""
    page = client.get("/contracts/new")
    for _ in range(times):
        page = client.fill(page.form("/contracts"), {"_do": "add_row"})
    return page.form("/contracts")


def opened(client):
    """The form with a row for each of three supervisees, and no draft's id, so that each post makes another."""
    served = rows_added(client, 2)
    served.values = [pair for pair in served.values if pair[0] != "_id"]
    return served


def posted(form, typed):
    """What a browser sends when these were typed into the form: only names that it has; the rest as it was served."""
    return dict(form.filled({name: value for name, value in typed.items() if name in form.names}))


def fault_beside(page, name):
    """The sentence beside this field, "" if there is none."""
    found = html.document_fromstring(page.text).xpath(f"//*[@id='{name}-fault']")
    return found[0].text_content().removeprefix("Korjattava: ") if found else ""


def kept(page, ending="/contracts"):
    """What stands in the form that was shown again."""
    return dict(page.form(ending).values)


def lost(typed, page, ending="/contracts"):
    """What was typed and does not stand in the form that was shown again; its proof has another mask each time."""
    shown = kept(page, ending)
    return {name: value for name, value in typed.items() if name != "_csrf" and shown.get(name, "") != value}
