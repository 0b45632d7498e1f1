"""What a deployment is about to do, as the operator sees it, and whether they agree."""

from collections.abc import Iterator, Mapping

from dev.deploying.changes import Proposal, table

LONGEST = 60


def lines(
    stack: str, proposal: Proposal, before: Mapping[str, str], wanted: Mapping[str, str]
) -> Iterator[str]:
    """The parameters that are new, and the table of changes."""
    yield f"\n{stack}: {len(proposal.changes)} changes"
    for name, value in wanted.items():
        if value != before.get(name, ""):
            yield f"  {name} = {_short(value) or '(empty)'}"
    if proposal.changes:
        yield table(proposal.changes)


def agreed(question: str) -> bool:
    """Whether somebody types y."""
    return answer(f"{question} [y/N] ").lower() in ("y", "yes")


def answer(question: str) -> str:
    """What somebody types; "" when nobody is there."""
    try:
        return input(question).strip()
    except EOFError:
        return ""


def _short(value: str) -> str:
    return value if len(value) <= LONGEST else f"{value[:LONGEST]}…"
