"""Log lines as CloudWatch reads them: JSON, and metrics out of it (embedded metric format)."""

import logging
import sys
from typing import Any

from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter

from chalicelib import journal

NAMESPACE = "Sopu"
_SHARED = ("contract", "request", "trace")


def to_stdout(stack: str) -> None:
    """
    Write the journal and Chalice's own errors to standard output, which in Lambda is the log group, a JSON object a line.

    stack: its name, which tells its metrics from another stack's. Again: the same.
    """
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonLines(stack))
    for name in ("journal", "sopu"):
        log = logging.getLogger(name)
        log.handlers, log.propagate = [handler], False  # else Lambda's own handler tells it once more


class JsonLines(JsonFormatter):
    """
    Each record as one JSON object; the journal's fields and metrics at its root, where CloudWatch looks for them.

    Anything else that is logged names the contract, the request and the trace of the line that it was logged in.
    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
    """

    def __init__(self, stack: str) -> None:
        super().__init__(
            ["levelname", "message"], rename_fields={"levelname": "level"}, timestamp=True,
            json_ensure_ascii=False, reserved_attrs=[*RESERVED_ATTRS, "metrics"],
        )  # fmt: skip
        self._stack = stack

    def add_fields(
        self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]
    ) -> None:
        super().add_fields(log_data, record, message_dict)
        told = journal.present()
        for name in _SHARED:
            log_data.setdefault(name, told.get(name, ""))
        if metrics := getattr(record, "metrics", {}):
            log_data |= {metric.value: value for metric, value in metrics.items()}
            log_data |= {"Stack": self._stack, "_aws": _directive(record.created, metrics)}
        for name in [name for name, value in log_data.items() if value in ("", None)]:
            del log_data[name]


def _directive(created: float, metrics: dict[journal.Metric, float]) -> dict[str, Any]:
    """Which fields of the line CloudWatch takes for metrics, and of when they are."""
    named = [{"Name": metric.value, "Unit": metric.unit} for metric in metrics]
    directive = {"Namespace": NAMESPACE, "Dimensions": [["Stack"]], "Metrics": named}
    return {"Timestamp": round(created * 1000), "CloudWatchMetrics": [directive]}
