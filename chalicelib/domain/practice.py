"""Who runs this service, as its readers are told."""

from chalicelib.frozen import dataclass


@dataclass(frozen=True, kw_only=True)
class Practice:
    """
    The practice's name and how to reach it; "" for what it doesn't tell, all "" where nobody set anything.

    address: one line, as on an envelope. data_protection_officer: their name and how to reach them, on one line, where
    the practice has one (GDPR, article 37); told in the privacy notice alone.
    """

    name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    data_protection_officer: str = ""

    @property
    def contacts(self) -> bool:
        """Whether there is anything to reach it by."""
        return bool(self.email or self.phone or self.address)
