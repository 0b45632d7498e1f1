"""Between the workflow and its ports: every call is written down, may be broken, and somebody may come in between."""

from functools import partial


class Interrupted(Exception):
    """AWS did not answer; whether the call was done is for the next one to find out."""


class Died(BaseException):
    """The process died at this call: nothing that it would still have done is done."""


FAULTS = (Interrupted, Died)
NO_ANSWER, DEATH = ("before", "after"), ("dies before", "dies after")


class Line:
    """
    What all wires of one world share.

    calls: names in order, like "contracts.append". breaks: one of NO_ANSWER or DEATH, before or after the call does its
    work, by the call, which is its number or a name for the next one of that name. before: somebody else's act, by the call that
    it comes in front of. Each happens once.
    """

    def __init__(self):
        self.calls, self.breaks, self.before = [], {}, {}

    def carry(self, name, call, nothing=False):
        """nothing: there is nothing to carry, so that the adapter stays silent."""
        if nothing:
            return call()
        number = len(self.calls)
        self.calls.append(name)
        for key in (number, name):
            self.before.pop(key, lambda: None)()
        when = self.breaks.pop(number, None) or self.breaks.pop(name, None) or ""
        fault = Died(name) if when in DEATH else Interrupted(name)
        if when.endswith("before"):
            raise fault
        answer = call()
        if when.endswith("after"):
            raise fault
        return answer


class Wire:
    """A port whose calls go over the line; what is no method is read straight from it."""

    def __init__(self, name, port, line):
        self._name, self._port, self._line = name, port, line

    def __getattr__(self, method):
        member = getattr(self._port, method)
        if not callable(member):
            return member
        name = f"{self._name}.{method}"
        return lambda *args, **named: self._line.carry(name, partial(member, *args, **named), args == ([],))
