"""
The words of AWS's command line, on boto3: `aws SERVICE OPERATION --option value … [--query …] [--output text|json]`.

Runbooks are run with it, where the real one may not be installed. Each word is held against AWS's own description of the service: what it
does not know ends with 64. It stays in the process of the tests, for half of each command's time would go into its imports; what
the runbook's shell calls is a few lines of bash that ask it.
"""

import base64
import json
import re
import socketserver
import threading
import traceback
from contextlib import contextmanager
from datetime import datetime
from functools import cache

import boto3
import botocore.session
import jmespath
from botocore import xform_name

OWN = {  # of the command line itself, in no description of a service: AWS CLI Command Reference, v2
    ("cloudformation", "deploy"): "template-file stack-name s3-bucket capabilities parameter-overrides",
}
UNKNOWN = 64
PROGRAM = """#!/bin/bash
exec 3<>/dev/tcp/127.0.0.1/{port}
printf '%s\\0' "$#" "$@" >&3
read -r status length <&3
head -c "$length" <&3
cat <&3 >&2
exit "$status"
"""


class Unknown(Exception):
    """AWS's own descriptions have no such word."""


@contextmanager
def aws_program(folder, answers):
    """
    The program `aws` in this folder, for the length of the block.

    answers: by command ("cloudformation describe-stacks"), of what the embedded AWS cannot tell; a dict that may change
    meanwhile. None: nothing is asked, and every command prints x.
    """
    session = boto3.session.Session()
    client = cache(session.client)

    class Asked(socketserver.StreamRequestHandler):
        def handle(self):
            words = [self._word() for _ in range(int(self._word()))]
            status, said, told = outcome(words, answers, client)
            self.wfile.write(f"{status} {len(said.encode())}\n{said}{told}".encode())

        def _word(self):
            return b"".join(iter(lambda: self.rfile.read(1), b"\0")).decode()

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Asked) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        program = folder / "aws"
        program.write_text(PROGRAM.format(port=server.server_address[1]), encoding="ascii")
        program.chmod(0o755)
        try:
            yield
        finally:
            server.shutdown()


def outcome(words, answers, client):
    """Exit status, what is printed and what is complained of."""
    try:
        return 0, said_to(words, answers, client), ""
    except Unknown as error:
        return UNKNOWN, "", f"{error}\n"
    except Exception:
        return 1, "", traceback.format_exc()


def said_to(words, answers, client):
    service, operation, *rest = words
    if operation == "wait":
        operation, rest = f"wait {rest[0]}", rest[1:]
    given = dict(options(rest))
    query, output = given.pop("query", [""])[0], given.pop("output", ["json"])[0]
    arguments = read(service, operation, given)
    if answers is None:
        return "x\n"
    answer = answers.get(f"{service} {operation}") or ask(client, service, operation, arguments)
    found = jmespath.search(query, plain(answer)) if query else plain(answer)
    if found in (None, {}) and not query:
        return ""
    return "\n".join(lines(found) if output == "text" else [json.dumps(found, ensure_ascii=False)]) + "\n"


def options(words):
    """(name without dashes, its values), in order."""
    if not words:
        return
    if not words[0].startswith("--"):
        raise Unknown(f"{words[0]} stands where an option should")
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
    model = model_of(service)
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


@cache
def model_of(service):
    return botocore.session.get_session().get_service_model(service)


def check(unknown):
    if unknown:
        raise Unknown(f"AWS does not know {', '.join(sorted(unknown))}")


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


def ask(client, service, operation, arguments):
    if operation.startswith("wait "):
        client(service).get_waiter(operation.split()[1].replace("-", "_")).wait(**arguments)
        return {}
    answer = getattr(client(service), operation.replace("-", "_"))(**arguments)
    answer.pop("ResponseMetadata", None)
    return answer


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
