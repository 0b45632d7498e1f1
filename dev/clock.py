"""The product's clock, for what stands around the product on a laptop."""

import os
from datetime import UTC, datetime

from chalicelib.settings import read_clock


def present() -> datetime:
    """The present, whatever the product's clock says: what AWS itself goes by."""
    return datetime.now(UTC)


def now() -> datetime:
    """The instant that SOPU_CLOCK names, else the present; aware."""
    setting = os.environ.get("SOPU_CLOCK", "")
    return read_clock(setting) if setting else present()
