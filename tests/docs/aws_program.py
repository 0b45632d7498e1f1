"""
The words of AWS's command line, on boto3: `aws SERVICE OPERATION --option value … [--query …] [--output text|json]`.

Runbooks are run with it, where the real one may not be installed. Each word is held against AWS's own description of the service: what it
does not know ends with 64. answers.json in the folder SOPU_STAND_INS answers what the embedded AWS cannot; with
SOPU_ONLY_CHECK nothing is asked, and every command prints x.
"""

# ruff: noqa: T201 - a program prints

import base64
import json
import os
import re
import sys
from datetime import datetime
from pathlib import Path

import botocore.session
import jmespath
from botocore import xform_name

OWN = {  # of the command line itself, in no description of a service: AWS CLI Command Reference, v2
    ("cloudformation", "deploy"): "template-file stack-name s3-bucket capabilities parameter-overrides",
}
UNKNOWN = 64


def main(words):
    folder = Path(os.environ["SOPU_STAND_INS"])
    service, operation, *rest = words
    if operation == "wait":
        operation, rest = f"wait {rest[0]}", rest[1:]
    given = dict(options(rest))
    query, output = given.pop("query", [""])[0], given.pop("output", ["json"])[0]
    arguments = read(service, operation, given)
    if os.environ.get("SOPU_ONLY_CHECK"):
        print("x")
        return 0
    answer = canned(folder, f"{service} {operation}") or ask(service, operation, arguments)
    found = jmespath.search(query, plain(answer)) if query else plain(answer)
    if found not in (None, {}) or query:
        print("\n".join(lines(found)) if output == "text" else json.dumps(found, ensure_ascii=False))
    return 0


def options(words):
    """(name without dashes, its values), in order."""
    if not words:
        return
    if not words[0].startswith("--"):
        sys.exit(f"{words[0]} stands where an option should")
    ends = [n for n, word in enumerate(words[1:], start=1) if word.startswith("--")]
    end = ends[0] if ends else len(words)
    yield words[0][2:], words[1:end]
    yield from options(words[end:])


def read(service, operation, given):
    """The operation's parameters as boto3 takes them."""
    if known := OWN.get((service, operation)):
        check(given.keys() - set(known.split()))
        return {}
    if operation.startswith("wait "):
        return {to_member(name): value[0] for name, value in given.items()}
    model = botocore.session.get_session().get_service_model(service)
    names = {xform_name(each, "-"): each for each in model.operation_names}
    check({operation} - names.keys())
    members = model.operation_model(names[operation]).input_shape.members
    spelled = {xform_name(member, "-"): member for member in members}
    flags = {f"no-{name}": name for name, member in spelled.items() if members[member].type_name == "boolean"}
    check(given.keys() - spelled.keys() - flags.keys())
    return {
        spelled[flags.get(name, name)]: name not in flags
        and typed(members[spelled[flags.get(name, name)]], value)
        for name, value in given.items()
    }


def check(unknown):
    if unknown:
        print(f"AWS does not know {', '.join(sorted(unknown))}", file=sys.stderr)
        sys.exit(UNKNOWN)


def typed(shape, words):
    """One option's value: JSON, the short form A=b,C=d, a flag, a number, a list of words, or a word."""
    if shape.type_name == "boolean":
        return True
    if shape.type_name in ("structure", "map", "list") and words[0][:1] in "{[":
        return shaped(shape, json.loads(words[0]))
    if shape.type_name == "structure":
        pairs = (pair.split("=", 1) for pair in words[0].split(","))
        return {name: {"true": True, "false": False}.get(value, value) for name, value in pairs}
    if shape.type_name == "list":
        return words
    return int(words[0]) if shape.type_name in ("integer", "long") else words[0]


def shaped(shape, value):
    """Bytes stand in JSON as base64."""
    if shape.type_name == "structure":
        return {name: shaped(shape.members[name], part) for name, part in value.items()}
    if shape.type_name == "map":
        return {name: shaped(shape.value, part) for name, part in value.items()}
    if shape.type_name == "list":
        return [shaped(shape.member, part) for part in value]
    return base64.b64decode(value) if shape.type_name == "blob" else value


def ask(service, operation, arguments):
    import boto3  # not where the answer is known

    client = boto3.client(service)
    if operation.startswith("wait "):
        client.get_waiter(operation.split()[1].replace("-", "_")).wait(**arguments)
        return {}
    answer = getattr(client, operation.replace("-", "_"))(**arguments)
    answer.pop("ResponseMetadata", None)
    return answer


def canned(folder, command):
    answers = json.loads((folder / "answers.json").read_text(encoding="utf-8"))
    return answers.get(command)


def to_member(name):
    return "".join(part.capitalize() for part in name.split("-"))


def plain(value):
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value.isoformat() if isinstance(value, datetime) else value


def lines(value):
    """Text as the command line gives it: a list of words on one line with tabs, a list of lists line by line."""
    if isinstance(value, list) and any(isinstance(each, list) for each in value):
        return [line for each in value for line in lines(each)]
    if isinstance(value, list):
        return ["\t".join(re.sub(r"\s*\n\s*", " ", str(each)) for each in value)]
    return [str(value)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
