"""What became of a mail after it was sent, as the mail service tells it later: in any order, and more than once."""

from enum import StrEnum


class News(StrEnum):
    """
    In the order in which one outdoes another, so that whatever comes first, the same is left.

    A soft bounce (a full mailbox, but also an answer of somebody on holiday) says nothing once the mail was delivered.
    A hard bounce may come after it was: the first server took it, the one behind does not. Only who got it complains.
    """

    SOFT_BOUNCE = "soft_bounce"
    DELIVERED = "delivered"
    HARD_BOUNCE = "hard_bounce"
    COMPLAINT = "complaint"

    @property
    def outdone(self) -> tuple["News", ...]:
        """What this is kept instead of."""
        every = tuple(News)
        return every[: every.index(self)]

    @property
    def is_bounce(self) -> bool:
        """Whether it says that the mail did not arrive."""
        return self in {News.SOFT_BOUNCE, News.HARD_BOUNCE}
