"""What every fake can do: answer one caller at a time, count its calls, and fail when it is told to."""

from collections import Counter
from functools import wraps
from threading import RLock

from chalicelib.domain.errors import Busy

BEFORE, AFTER = "before", "after"


class Faulty:
    """Its public methods run one at a time. calls: how often each was called."""

    def __init__(self):
        self.calls = Counter()
        self._faults = {}
        self._lock = RLock()

    def __init_subclass__(cls):
        for name, member in list(vars(cls).items()):
            if callable(member) and not name.startswith("_"):
                setattr(cls, name, _guarded(name, member))

    def fail_next(self, method, when, error=None):
        """Let the next call of this method raise, BEFORE it does anything or AFTER it did everything; Busy by default."""
        self._faults[method] = (when, error or Busy())


def _guarded(name, method):
    @wraps(method)
    def guarded(self, *args, **kwargs):
        with self._lock:
            self.calls[name] += 1
            when, error = self._faults.pop(name, (None, None))
            if when == BEFORE:
                raise error
            answer = method(self, *args, **kwargs)
            if when == AFTER:
                raise error
            return answer

    return guarded
