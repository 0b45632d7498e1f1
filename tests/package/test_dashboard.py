"""The dashboard and the alarms read what the code tells and what AWS tells, and nothing that nobody tells."""

import ast
import json
import re
from pathlib import Path

import pytest

from chalicelib.journal import Metric
from chalicelib.workflow.unreadable import LOOK_AGAIN

PRODUCT = Path(__file__).parents[2] / "chalicelib"
OURS = "Sopu"
OF_AWS = {
    "AWS/SQS": {"ApproximateNumberOfMessagesVisible", "ApproximateAgeOfOldestMessage"},
    "AWS/Lambda": {"Invocations", "Errors", "Throttles", "Duration"},
}
WIDTH = 24


@pytest.fixture
def widgets(sam):
    """As CloudWatch gets them; a reference stands there by its name."""
    body = sam["Resources"]["Dashboard"]["Properties"]["DashboardBody"]["Fn::Sub"]
    return json.loads(re.sub(r"\$\{([^}]+)\}", r"\1", body))["widgets"]


@pytest.fixture
def alarms(sam):
    """Properties by logical id."""
    found = sam["Resources"].items()
    return {name: it["Properties"] for name, it in found if it["Type"] == "AWS::CloudWatch::Alarm"}


@pytest.fixture
def graphed(widgets):
    """(namespace, metric, dimension, value) of every metric of every graph."""
    lines = [line for widget in widgets for line in widget["properties"].get("metrics", [])]
    return [tuple(line[:4]) for line in lines if isinstance(line[0], str)]


def watched(alarms):
    return [(it["Namespace"], it["MetricName"]) for it in alarms.values()]


def test_every_metric_of_ours_that_is_read_is_told_by_the_code_and_the_other_way_round(graphed, alarms):
    read = {line[:2] for line in [*graphed, *watched(alarms)]}

    assert {name for namespace, name in read if namespace == OURS} == {metric.value for metric in Metric}
    assert {namespace for namespace, _ in read} == {OURS, *OF_AWS}
    assert all(name in OF_AWS[namespace] for namespace, name in read if namespace != OURS)


def test_every_metric_is_told_somewhere_in_the_code():
    told = {
        node.attr
        for file in PRODUCT.rglob("*.py")
        if file.name != "journal.py"
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Metric"
    }

    assert told == {metric.name for metric in Metric}


def test_our_metrics_are_those_of_this_stack(sam, graphed, alarms):
    stack = {"Ref": "AWS::StackName"}
    dimensions = [it["Dimensions"] for it in alarms.values() if it["Namespace"] == OURS]

    assert {line[2:] for line in graphed if line[0] == OURS} == {("Stack", "AWS::StackName")}
    assert dimensions
    assert all(it == [{"Name": "Stack", "Value": stack}] for it in dimensions)
    assert sam["Globals"]["Function"]["Environment"]["Variables"]["SOPU_STACK"] == stack


def test_every_alarm_stands_at_the_top_and_tells_somebody(widgets, alarms):
    top = widgets[0]

    assert (top["type"], top["y"]) == ("alarm", 0)
    assert {arn.removesuffix(".Arn") for arn in top["properties"]["alarms"]} == set(alarms)
    assert all(it["AlarmActions"] == [{"Ref": "Alarms"}] for it in alarms.values())


def test_the_first_row_of_numbers_answers_whether_anything_is_stuck(sam, widgets):
    row = [widget["properties"] for widget in widgets if widget["y"] == widgets[1]["y"]]
    read = [{tuple(line[:4]) for line in it["metrics"] if isinstance(line[0], str)} for it in row]
    resources = sam["Resources"]
    queues = {name for name, it in resources.items() if it["Type"] == "AWS::SQS::Queue"}
    dead = {name for name in queues if name.endswith(("DeadLetters", "Failures"))}

    assert {it["view"] for it in row} == {"singleValue"}
    assert {line[3] for line in read[0]} == {f"{name}.QueueName" for name in dead}
    assert {line[3] for line in read[1]} == {f"{name}.QueueName" for name in queues - dead}
    assert {line[1] for line in read[2]} == {"Invocations", "OldestDue"}
    assert {line[1] for line in read[3]} == {"UnsealedAge", "ContractsCompleted", "ContractsSealed"}


def test_what_the_dashboard_names_exists(sam):
    body = sam["Resources"]["Dashboard"]["Properties"]["DashboardBody"]["Fn::Sub"]
    named = {name.partition(".")[0] for name in re.findall(r"\$\{([^}]+)\}", body)}

    assert {name for name in named if not name.startswith("AWS::")} <= set(sam["Resources"])


def test_every_functions_errors_and_log_are_on_the_dashboard(sam, widgets, graphed):
    functions = {name for name, it in sam["Resources"].items() if it["Type"] == "AWS::Serverless::Function"}
    logs = {sam["Resources"][name]["Properties"]["LoggingConfig"]["LogGroup"]["Ref"] for name in functions}
    (query,) = [it["properties"]["query"] for it in widgets if it["type"] == "log"]

    assert {line[3] for line in graphed if line[:2] == ("AWS/Lambda", "Errors")} == functions
    assert set(re.findall(r"SOURCE '(\w+)'", query)) == logs


def test_widgets_do_not_lie_over_each_other(widgets):
    cells = [
        (x, y)
        for it in widgets
        for x in range(it["x"], it["x"] + it["width"])
        for y in range(it["y"], it["y"] + it["height"])
    ]

    assert len(cells) == len(set(cells))
    assert max(x for x, _ in cells) < WIDTH


def test_a_contract_that_cannot_be_read_is_told_until_it_is_mended(alarms):
    it = alarms["TrailBrokenAlarm"]
    looks = it["Period"] / LOOK_AGAIN.total_seconds()

    assert (it["MetricName"], it["Statistic"], it["Threshold"]) == ("TrailsBroken", "Sum", 0)
    assert looks * it["EvaluationPeriods"] > it["DatapointsToAlarm"]
    assert looks >= 2


def test_mails_that_keep_failing_are_told(alarms):
    it = alarms["JobsFailAlarm"]

    assert (it["MetricName"], it["Dimensions"]) == (
        "Errors",
        [{"Name": "FunctionName", "Value": {"Ref": "Work"}}],
    )
    assert (it["Statistic"], it["Threshold"], it["Period"]) == ("Sum", 3, 900)
