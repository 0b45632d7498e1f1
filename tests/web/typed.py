"""What somebody types into the contract's form, and what is kept of it."""

from lxml import html

from chalicelib import wiring

HALF = {
    "constellation": "B",
    "supervisees-0-full_name": "Aino <i>Mäki</i>",
    "price_amount": "sata",
    "goals_shared": "a\nb",
}
PEOPLE = ("manager-full_name", "supervisees-0-full_name", "supervisees-2-email", "price_amount")


def forget_all(email):
    typed = wiring.services().typed
    for it in typed.all(email):
        typed.end(email, it.contract, it.page, it.turn, wiring.services().now())


def kept_of(email="kirjoittaja@sopu.test"):
    return {it.page: it for it in wiring.services().typed.all(email)}


def keep(client, form, typed=(), origin=None, **changes):
    """As the page's script does it."""
    fields = dict(form.filled(dict(typed))) | changes
    return client.post(f"/contracts/{fields['_id']}/keep", fields, origin=origin or client.base_url)


def unfinished(client):
    """(title, way on) of each form that the list offers to go on with."""
    page = html.document_fromstring(client.get("/contracts").text)
    found = page.xpath("//section[@aria-labelledby='unfinished']//ul/li")
    return [(it.xpath("string(.//strong)"), it.xpath(".//a/@href")[0]) for it in found]


def says(answer, *names):
    """What stands in these fields of the contract's form."""
    form = next(it for it in answer.page.forms() if "_page" in it.names)
    return {name: dict(form.values).get(name) for name in names}
