"""`.chalice/resources.yaml` as the local service reads it: the same file that production deploys, no copy of its values."""

import re
from pathlib import Path
from typing import Any

import yaml

RESOURCES = Path(__file__).parent.parent / ".chalice" / "resources.yaml"


class Template:
    """
    Parameters, resources and the functions' environment of one CloudFormation file.

    Raises KeyError for a name that the file does not have, as CloudFormation would refuse it.
    """

    def __init__(self, path: Path = RESOURCES) -> None:
        with path.open(encoding="utf-8") as file:
            self._document: dict[str, Any] = yaml.load(file, Loader=_Loader)  # noqa: S506 - _Loader is a SafeLoader

    def resource_type(self, logical_id: str) -> str:
        """The resource's type, such as AWS::SQS::Queue."""
        return str(self._document["Resources"][logical_id]["Type"])

    def properties(self, logical_id: str) -> dict[str, Any]:
        """The resource's properties as written, with {"Ref": …} and {"Fn::…": …} still in them."""
        return dict(self._document["Resources"][logical_id].get("Properties", {}))

    def environment(self) -> dict[str, Any]:
        """The variables that every function gets, unresolved."""
        return dict(self._document["Globals"]["Function"]["Environment"]["Variables"])

    def parameters(self) -> tuple[str, ...]:
        """The names of what a deployment can tell the template."""
        return tuple(self._document.get("Parameters", {}))

    def defaults(self) -> dict[str, str]:
        """The parameters that have a default."""
        parameters = self._document.get("Parameters", {})
        return {name: str(spec["Default"]) for name, spec in parameters.items() if "Default" in spec}

    def event_source(self, function: str) -> dict[str, Any]:
        """What the file says about the event source of Forward, Work or Seal: filter, retries, concurrency."""
        (source,) = self._document["Resources"][function]["Properties"]["Events"].values()
        return dict(source["Properties"])

    @property
    def compressed_from(self) -> int | None:
        """Bytes from which on API Gateway compresses an answer; None when it never does."""
        least = self.properties("RestAPI").get("MinimumCompressionSize")
        return None if least is None else int(least)

    def gateway_response(self, name: str) -> tuple[dict[str, str], str]:
        """Headers and HTML that API Gateway itself gives, such as for MISSING_AUTHENTICATION_TOKEN."""
        answer = self.properties("RestAPI")["GatewayResponses"][name]
        headers = {key: value.strip("'") for key, value in answer["ResponseParameters"]["Headers"].items()}
        return headers, answer["ResponseTemplates"]["text/html"]


# libyaml reads the file in a tenth of the time, where PyYAML was built with it.
_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_SafeLoader):  # type: ignore[misc]
    """YAML with CloudFormation's short forms: !Ref X is {"Ref": "X"}, !Sub X is {"Fn::Sub": "X"}."""


def _intrinsic(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    value: Any
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    elif isinstance(node, yaml.MappingNode):
        value = loader.construct_mapping(node, deep=True)
    if suffix == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}": value}


_Loader.add_multi_constructor("!", _intrinsic)


def kebab(logical_id: str) -> str:
    """The name of a resource that the template leaves nameless: JobsDeadLetters is sopu-jobs-dead-letters."""
    return "sopu" + re.sub(r"([A-Z])", lambda match: "-" + match[1].lower(), logical_id)
