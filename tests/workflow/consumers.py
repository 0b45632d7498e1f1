"""Consumers in the world of stories: contracts that they pay for themselves, and what they do."""

from chalicelib.workflow.withdraw import Withdrawal, withdraw
from tests.workflow.terms import CONSUMER, SHARING
from tests.workflow.world import AUTHOR, VISIT, World

AINO, EINO = "supervisee-1", "supervisee-2"
AINOS, EINOS, ULLAS = "aino@oma.example", "eino@oma.example", "ulla@kaarnalaiva.example"
WORDS = "Muutin mieleni.\nKiitos!"
RECEIVED = (AINOS, "Peruuttamisilmoituksesi on saapunut: työnohjaussopimus TO-2026-0001")
TOLD = (AUTHOR, "Kuluttaja on peruuttanut työnohjaussopimuksen TO-2026-0001")
# Two consumers who share the cost, and a third supervisee who pays nothing.
COUPLE = SHARING | {
    "supervisees": [
        CONSUMER["supervisees"][0],
        {"full_name": "Eino Ek", "email": EINOS, "pays_as": "consumer"},
        SHARING["supervisees"][2],
    ]
}


def gone(world, party=AINO, token="", ticked=True, **given):
    """The consumer confirms their notice, as the second step's form does; token: another link. given: other words."""
    name = world.dossier.head.name(party)
    notice = Withdrawal(**{"typed_name": name, "text": WORDS} | given)
    return withdraw(world.services, token or world.token(party), notice, ticked, VISIT)


def lived(given, settle=True, **consent):
    """A world in which everybody has accepted; sealed and delivered unless settle is False. consent: of AINO."""
    world = World()
    world.sent(given)
    *others, last = [seat.party for seat in world.state.seats]
    for party in others:
        world.accept(party, **(consent if party == AINO else {}))
        world.settle()
    world.accept(last, **(consent if last == AINO else {}))
    if settle:
        world.settle()
    return world


def told(world, before):
    """(address, subject) of the letters from there on, reminders left out, sorted."""
    return sorted(each for each in world.letters(before) if "Muistutus" not in each[1])
