"""
What operators read: one line for each request and each job, with its metrics in it.

A line tells which contract, which entry, how it ended and how long it took; never a person's data, an address, a token
or the path of a link. docs/adr/0032-one-line-for-each-job.md has its fields.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import Enum
from time import perf_counter
from typing import Any

# Not below "sopu": Chalice prints that one itself.
log = logging.getLogger("journal")
log.setLevel(logging.INFO)


class Metric(Enum):
    """What is counted, or measured in seconds, and how CloudWatch calls it. The dashboard or an alarm reads each of them."""

    CONTRACTS_SENT = "ContractsSent"
    ACCEPTANCES = "Acceptances"
    CONTRACTS_COMPLETED = "ContractsCompleted"
    CONTRACTS_SEALED = "ContractsSealed"
    MAILS_SENT = "MailsSent"
    MAILS_BOUNCED = "MailsBounced"
    COMPLAINTS = "Complaints"
    NEWS_OF_NOTHING = "NewsOfNothing"
    JOBS_FAILED = "JobsFailed"
    PAGES_FAILED = "PagesFailed"
    TIME_TO_SEAL = "TimeToSeal"
    UNSEALED_AGE = "UnsealedAge"
    OLDEST_DUE = "OldestDue"
    TRAILS_BROKEN = "TrailsBroken"

    @property
    def unit(self) -> str:
        return "Seconds" if self in _MEASURED else "Count"


_MEASURED = {Metric.TIME_TO_SEAL, Metric.UNSEALED_AGE, Metric.OLDEST_DUE}
_FAULTS = {Metric.JOBS_FAILED, Metric.PAGES_FAILED, Metric.TRAILS_BROKEN}


class Facts(dict[str, Any]):
    """The fields of a line; as text what somebody reads on a laptop."""

    def __str__(self) -> str:
        first = f"{self['kind']}: {self['outcome']}, {self['milliseconds']} ms"
        rest = [f"{name} {value}" for name, value in self.items() if name not in _FIRST and value != ""]
        return ", ".join([first, *rest])


_FIRST = {"kind", "outcome", "milliseconds", "request"}


@dataclass
class _Line:
    facts: Facts
    metrics: dict[Metric, float] = field(default_factory=dict)


_present: ContextVar[_Line | None] = ContextVar("line", default=None)


def present() -> Mapping[str, Any]:
    """The fields of the line that this thread is in; none outside of any."""
    line = _present.get()
    return line.facts if line else {}


class Journal:
    """Writes lines; what is told outside of any line is told to nobody."""

    @contextmanager
    def line(
        self,
        kind: str,
        fails_as: Metric,
        contract: str = "",
        request: str = "",
        trace: str = "",
        intent: bool = False,
    ) -> Iterator[None]:
        """
        Tell how what is done within the block ended and what was noticed; what it raises flies on, counted as fails_as,
        and a line in which a fault was counted is an error.

        request: id of this invocation; trace: of the request that caused it, by default itself. outcome: "done", or the
        name of what was raised, with AWS's code. intent: one more line, "begins", goes before, for what cannot be undone.
        """
        line = _Line(Facts(kind=kind, contract=contract, request=request, trace=trace or request))
        token, began = _present.set(line), perf_counter()
        if intent:
            _write(line, began, "begins")
        try:
            yield
        except Exception as error:
            self.notice(outcome=_name(error))
            self.count(fails_as)
            raise
        finally:
            level = logging.ERROR if _FAULTS & line.metrics.keys() else logging.INFO
            _write(line, began, line.facts.get("outcome", "done"), level)
            _present.reset(token)

    def about(self, contract: str, entry: int = 0, trace: str = "") -> None:
        """
        The line is about this contract, as it was at this entry, which the request `trace` made; what is empty is not told.

        A second contract, such as one whose place the first has taken, is told beside it.
        """
        line = _present.get()
        if line and line.facts["contract"] in ("", contract):
            told = {"contract": contract, "entry": entry, "trace": trace}
            line.facts.update({name: value for name, value in told.items() if value})
        elif line:
            line.facts["other_contract"] = contract

    def notice(self, **facts: str | int) -> None:
        """Add to the line what an operator may see: outcome, mail (its kind)."""
        if line := _present.get():
            line.facts.update(facts)

    def count(self, metric: Metric, number: float = 1) -> None:
        """It happened, so many times; twice in one line: the sum."""
        if line := _present.get():
            line.metrics[metric] = line.metrics.get(metric, 0) + number

    def measure(self, metric: Metric, seconds: float) -> None:
        """It took so long, or has waited so long by now; twice in one line: the longer."""
        if line := _present.get():
            line.metrics[metric] = max(line.metrics.get(metric, 0), seconds)

    @property
    def trace(self) -> str:
        """Id of the request that caused what is done now; "" outside of any line."""
        return str(present().get("trace", ""))


def _write(line: _Line, began: float, outcome: str | int, level: int = logging.INFO) -> None:
    ended = {"outcome": outcome, "milliseconds": round((perf_counter() - began) * 1000)}
    metrics = {} if outcome == "begins" else dict(line.metrics)
    log.log(level, Facts(line.facts | ended), extra={"metrics": metrics})


def _name(error: Exception) -> str:
    """Never the error's own words: SES puts the address that it refuses into them."""
    code = getattr(error, "response", {}).get("Error", {}).get("Code", "")
    return f"{type(error).__name__} {code}".strip()
