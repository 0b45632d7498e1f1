"""
A CloudFormation that keeps stacks and change sets as AWS describes them, behind boto3's own clients.

moto's never fails, never replaces anything and gives no outputs. This one answers each call before it leaves the client;
everything else (S3, KMS, DynamoDB, SES …) is moto's.
"""

import itertools
import json
from datetime import UTC, datetime
from types import SimpleNamespace
from urllib.parse import urlsplit

import boto3

NOTHING = (
    "The submitted information didn't contain changes. Submit different information to create a change set."
)
ARN = "arn:aws:cloudformation:eu-north-1:123456789012"


class CloudFormation:
    """
    physical: names of the resources that a stack would make. outputs: what every stack tells.
    failing: for each execution from now on, reasons by the logical ids of what fails in it; replaced: what any change
    replaces.
    executed: parameters of every change set that was carried out.
    """

    def __init__(self, physical, outputs):
        self.physical, self.outputs = physical, outputs
        self.failing, self.replaced = [], set()
        self.stacks, self.change_sets, self.executed = {}, {}, []
        self._numbers = itertools.count(1)
        events = boto3.DEFAULT_SESSION.events
        events.register_first("provide-client-params.cloudformation", self._ask)
        events.register_first("before-call.cloudformation", self._answer)

    def _ask(self, params, **_):
        self._asked = params

    def _answer(self, model, **_):
        try:
            return answered(getattr(self, f"_{model.name}")(**self._asked) or {})
        except LookupError as error:
            return answered({"Error": {"Code": "ValidationError", "Message": str(error)}}, 400)

    def stack(self, name):
        """By ARN, or by the name of one that is not deleted."""
        for stack in self.stacks.values():
            if name == stack["StackId"] or (
                name == stack["StackName"] and stack["StackStatus"] != "DELETE_COMPLETE"
            ):
                return stack
        raise LookupError(f"Stack with id {name} does not exist")

    def event(self, stack, logical_id, status, reason=""):
        """One more line in a stack's history."""
        own = logical_id == stack["StackName"]
        stack["events"].insert(
            0,
            {
                "StackId": stack["StackId"],
                "StackName": stack["StackName"],
                "EventId": str(next(self._numbers)),
                "Timestamp": datetime(2027, 1, 4, 9, tzinfo=UTC),
                "LogicalResourceId": logical_id,
                "PhysicalResourceId": stack["StackId"] if own else self.physical.get(logical_id, ""),
                "ResourceStatus": status,
                "ResourceStatusReason": reason,
            },
        )
        if own:
            stack["StackStatus"] = status

    # ---- the operations ----

    def _ValidateTemplate(self, TemplateURL):  # noqa: N802, N803 - as AWS calls them
        assert template_at(TemplateURL)["Resources"]

    def _DescribeStacks(self, StackName):  # noqa: N802, N803
        return {"Stacks": [self.stack(StackName)]}

    def _CreateChangeSet(self, StackName, ChangeSetType, TemplateURL, Parameters, **_):  # noqa: N802, N803
        if ChangeSetType == "CREATE":
            number = next(self._numbers)
            stack = {"StackId": f"{ARN}:stack/{StackName}/{number}", "StackName": StackName, "events": []}
            stack |= {
                "CreationTime": datetime(2027, 1, 4, 9, 0, number, tzinfo=UTC),
                "template": {"Resources": {}},
            }
            self.stacks[stack["StackId"]] = stack
            self.event(stack, StackName, "REVIEW_IN_PROGRESS")
        stack = self.stack(StackName)
        template = template_at(TemplateURL)
        changes = list(self._changes(stack, template, Parameters))
        made = {
            "ChangeSetId": f"{ARN}:changeSet/{next(self._numbers)}",
            "StackId": stack["StackId"],
            "Changes": changes,
        }
        made["Status"] = "CREATE_COMPLETE" if changes else "FAILED"
        made["StatusReason"] = "" if changes else NOTHING
        self.change_sets[made["ChangeSetId"]] = made | {"template": template, "parameters": Parameters}
        return {"Id": made["ChangeSetId"], "StackId": stack["StackId"]}

    def _changes(self, stack, template, parameters):
        before, after = stack["template"]["Resources"], template["Resources"]
        for logical_id in sorted(before.keys() | after.keys()):
            kind = (after.get(logical_id) or before[logical_id])["Type"]
            change = {"LogicalResourceId": logical_id, "ResourceType": kind}
            if logical_id not in before:
                yield {"ResourceChange": change | {"Action": "Add"}}
            elif logical_id not in after:
                yield {"ResourceChange": change | {"Action": "Remove"}}
            elif before[logical_id] != after[logical_id] or parameters != stack["Parameters"]:
                replaced = "True" if logical_id in self.replaced else "False"
                yield {"ResourceChange": change | {"Action": "Modify", "Replacement": replaced}}

    def _DescribeChangeSet(self, ChangeSetName, **_):  # noqa: N802, N803
        return self.change_sets[ChangeSetName]

    def _DeleteChangeSet(self, ChangeSetName):  # noqa: N802, N803
        del self.change_sets[ChangeSetName]

    def _ExecuteChangeSet(self, ChangeSetName):  # noqa: N802, N803
        change_set = self.change_sets.pop(ChangeSetName)
        stack = self.stack(change_set["StackId"])
        name, verb = stack["StackName"], "UPDATE" if "Parameters" in stack else "CREATE"
        self.event(stack, name, f"{verb}_IN_PROGRESS")
        reasons = self.failing.pop(0) if self.failing else {}
        if reasons:
            for logical_id, reason in reasons.items():
                self.event(stack, logical_id, f"{verb}_FAILED", reason)
            self.event(stack, "Other", f"{verb}_FAILED", "Resource creation cancelled")
            rolled_back = "ROLLBACK" if verb == "CREATE" else "UPDATE_ROLLBACK"
            self.event(stack, name, f"{rolled_back}_IN_PROGRESS")
            self.event(stack, name, f"{rolled_back}_COMPLETE")
            return
        stack |= {"Parameters": change_set["parameters"], "template": change_set["template"]}
        stack["Outputs"] = [{"OutputKey": key, "OutputValue": value} for key, value in self.outputs.items()]
        for change in change_set["Changes"]:
            self.event(stack, change["ResourceChange"]["LogicalResourceId"], f"{verb}_COMPLETE")
        self.event(stack, name, f"{verb}_COMPLETE")
        self.executed.append({it["ParameterKey"]: it["ParameterValue"] for it in change_set["parameters"]})

    def _DescribeStackEvents(self, StackName):  # noqa: N802, N803
        return {"StackEvents": self.stack(StackName)["events"]}

    def _ListStackResources(self, StackName):  # noqa: N802, N803
        self.stack(StackName)
        found = [
            {"LogicalResourceId": key, "PhysicalResourceId": value} for key, value in self.physical.items()
        ]
        return {"StackResourceSummaries": found}

    def _ListStacks(self, StackStatusFilter):  # noqa: N802, N803
        found = [it for it in self.stacks.values() if it["StackStatus"] in StackStatusFilter]
        return {"StackSummaries": found}

    def _DeleteStack(self, StackName):  # noqa: N802, N803
        stack = self.stack(StackName)
        self.event(stack, stack["StackName"], "DELETE_COMPLETE")


def answered(answer, status=200):
    """What a handler of botocore's `before-call` gives instead of a call."""
    return SimpleNamespace(status_code=status), {"ResponseMetadata": {}, **answer}


def template_at(url):
    """The template that was uploaded there; as CloudFormation, it takes no YAML with aliases."""
    _, bucket, key = urlsplit(url).path.split("/", 2)
    return json.loads(boto3.client("s3").get_object(Bucket=bucket, Key=key)["Body"].read())
