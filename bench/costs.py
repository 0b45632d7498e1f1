"""What recorded turns would cost and how long they would take on AWS, by the price table: predicted, not measured."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from bench.recorder import Call, Turn

PRICES = Path(__file__).with_name("prices.json")
CONFIG = Path(".chalice/config.json")
FUNCTIONS = {"pages": "api_handler"}  # the others are called the same in both
MINUTES_A_MONTH, GIGABYTE = 43_800, 1024**3
KEYS, DASHBOARDS = 3, 1
RESOURCES = Path(".chalice/resources.yaml")


@dataclass(frozen=True)
class Cost:
    """What something costs. used: how much of it for one contract."""

    name: str
    used: float
    usd: float


@cache
def told() -> Mapping[str, Any]:
    """The price table."""
    table: Mapping[str, Any] = json.loads(PRICES.read_text(encoding="utf-8"))
    return table


def costs(turns: Sequence[Turn]) -> tuple[Cost, ...]:
    """Of these turns, the dearest first."""
    return _priced(_together(chain.from_iterable(map(_used, turns))))


def archive_usd(size: int) -> float:
    """Of keeping so many bytes for a year."""
    return _usd("s3_gb_month", 12 * size / GIGABYTE)


def idle_month(sweep: Turn) -> tuple[Cost, ...]:
    """Of a month in which nobody does anything; sweep: one round of the clock."""
    minutely = _together(_used(sweep))
    monthly = {name: amount * MINUTES_A_MONTH for name, amount in minutely.items()}
    polls = {"sqs_request": told()["assumed"]["queue_polls_per_month"]}
    alarms = RESOURCES.read_text(encoding="utf-8").count("Type: AWS::CloudWatch::Alarm")
    standing = {"key_month": KEYS, "alarm_month": alarms, "dashboard_month": DASHBOARDS}
    return _priced(_together([monthly, polls, standing]))


def milliseconds(turn: Turn) -> float:
    """How long the function would run: its own time on its share of a processor, and waiting for AWS."""
    share: float = min(1.0, memory(turn.function) / told()["assumed"]["vcpu_mb"])
    return 1000 * (turn.own + turn.sdk) / share + sum(map(_wait, turn.calls))


@cache
def memory(function: str) -> int:
    """Megabytes that the function has."""
    stage = json.loads(CONFIG.read_text(encoding="utf-8"))["stages"]["production"]
    size: int = stage["lambda_functions"][FUNCTIONS.get(function, function)]["lambda_memory_size"]
    return size


def _used(turn: Turn) -> Iterator[Mapping[str, float]]:
    yield _run(turn)
    yield from map(_call, turn.calls)


def _together(parts: Iterable[Mapping[str, float]]) -> dict[str, float]:
    used: defaultdict[str, float] = defaultdict(float)
    for part in parts:
        for name, amount in part.items():
            used[name] += amount
    return used


def _run(turn: Turn) -> dict[str, float]:
    used = {
        "lambda_request": 1.0,
        "lambda_gb_second": milliseconds(turn) / 1000 * memory(turn.function) / 1024,
        "log_gb": told()["assumed"]["log_bytes_per_run"] / GIGABYTE,
    }
    if turn.function == "pages":
        used |= {"api_request": 1.0, "out_gb": turn.answered / GIGABYTE}
    return used


def _call(call: Call) -> dict[str, float]:
    match call.service, call.operation:
        case "dynamodb", _:
            return {"read_unit": call.read, "write_unit": call.units}
        case "s3", "GetObject":
            return {"s3_get": 1}
        case "s3", _:
            return {"s3_put": 1}
        case "kms", "Sign":
            return {"kms_sign": 1}
        case "kms", _:
            return {"kms_mac": 1}
        case "sqs", _:
            return {"sqs_request": 1 + call.messages * told()["assumed"]["queue_requests_per_message"]}
        case "sesv2", _:
            return {"mail": 1, "mail_gb": call.sent / GIGABYTE}
    raise LookupError(f"no price for {call.service}:{call.operation}")


def _wait(call: Call) -> float:
    assumed: Mapping[str, float] = told()["milliseconds"]
    return assumed.get(f"{call.service}:{call.operation}") or assumed[call.service]


def _priced(used: Mapping[str, float]) -> tuple[Cost, ...]:
    found = (
        Cost(_price(name)["unit"], amount, _usd(name, amount)) for name, amount in used.items() if amount
    )
    return tuple(sorted(found, key=lambda cost: -cost.usd))


def _usd(name: str, amount: float) -> float:
    return float(amount * _price(name)["usd"] / _price(name)["per"])


def _price(name: str) -> Mapping[str, Any]:
    price: Mapping[str, Any] = told()["prices"][name]
    return price


def total(found: Iterable[Cost]) -> float:
    """In USD."""
    return sum(cost.usd for cost in found)
