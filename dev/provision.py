"""Make what the application stands on, on whatever AWS boto3 reaches, from the template that production deploys."""

import base64
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from chalicelib.documents.seal_certificate import seal_certificate
from dev import aws_clients, clock
from dev.resources import MAKERS, Resource
from dev.template import Template

MAIL_FROM = "Sopu <sopu@sopu.test>"
SEAL_HOLDER = "Sopu, paikallinen palvelu"
# What a laptop has otherwise than production: who runs it, and nobody who guesses at login codes.
LAPTOP = {"SOPU_SEAL_HOLDER": SEAL_HOLDER, "SOPU_CODES_PER_HOUR": "1000"}
# A practice to look at; your own environment goes before it.
PRACTICE = {
    "SOPU_PRACTICE_NAME": "Työnohjaus Aalto Oy",
    "SOPU_PRACTICE_EMAIL": "toimisto@aalto.test",
    "SOPU_PRACTICE_PHONE": "040 123 4567",
    "SOPU_PRACTICE_ADDRESS": "Rantakatu 5, 00100 Mallila",
}
CERTIFICATE_YEARS = 10
# With whatever these refer to.
MADE = (
    "Table", "Bucket", "JobsQueue", "SealsQueue", "ForwardFailures", "MailIdentity", "FollowedMails", "MailEventsSubscription",
)  # fmt: skip
MARK = "certificate: "


@dataclass(frozen=True)
class Provisioned:
    """The functions' environment, and the names of what was made, by logical id."""

    environment: dict[str, str]
    resources: dict[str, Resource]
    seal_certificate: bytes


def provision(template: Template, base_url: str) -> Provisioned:
    """
    Make table, bucket, queues, keys, mail identity and seal certificate, or adopt those that exist.

    base_url: what every link begins with. Reads the region and credentials as boto3 does; run again
    it returns the same names, keys and certificate.
    """
    stack = Stack(template, {"BaseUrl": base_url, "MailFrom": MAIL_FROM, "MailDomain": "sopu.test"})
    for logical_id in MADE:
        stack.resource(logical_id)
    certificate = _certificate(str(stack.resolve(template.environment()["SOPU_SEAL_KEY"])))
    stack.parameters["SealCertificates"] = base64.b64encode(certificate).decode()
    environment = {name: str(stack.resolve(value)) for name, value in template.environment().items()}
    practice = {name: os.environ.get(name, usual) for name, usual in PRACTICE.items()}
    return Provisioned(environment | LAPTOP | practice, stack.made, certificate)


class Stack:
    """The template's resources on one AWS; each is made when something first refers to it."""

    def __init__(self, template: Template, parameters: Mapping[str, str]) -> None:
        self._template = template
        region: str = aws_clients.client("sqs").meta.region_name
        self.parameters = {
            **template.defaults(),
            "AWS::Region": region,
            "AWS::Partition": "aws",
            "AWS::StackName": "sopu",
            **parameters,
        }
        self.made: dict[str, Resource] = {}

    def resource(self, logical_id: str) -> Resource:
        """The resource, made or adopted at the first call."""
        if logical_id not in self.made:
            make = MAKERS[self._template.resource_type(logical_id)]
            self.made[logical_id] = make(logical_id, self._template.properties(logical_id), self.resolve)
        return self.made[logical_id]

    def resolve(self, value: Any) -> Any:
        """The value with each Ref, GetAtt and Sub in it replaced. Raises KeyError for what it does not know."""
        match value:
            case {"Ref": name}:
                return self._name(name)
            case {"Fn::GetAtt": [logical_id, attribute]}:
                return self.resource(logical_id).attributes[attribute]
            case {"Fn::Sub": str(text)}:
                return re.sub(r"\$\{([^}]+)\}", lambda match: self._name(match[1]), text)
            case dict():
                return {key: self.resolve(part) for key, part in value.items()}
            case list():
                return [self.resolve(part) for part in value]
        return value

    def _name(self, name: str) -> str:
        if name in self.parameters:
            return self.parameters[name]
        logical_id, _, attribute = name.partition(".")
        resource = self.resource(logical_id)
        return resource.attributes[attribute] if attribute else resource.ref


def _certificate(key_id: str) -> bytes:
    """The seal key's certificate (DER), kept in the key's own description: a laptop has no other configuration."""
    kms = aws_clients.client("kms")
    description = kms.describe_key(KeyId=key_id)["KeyMetadata"]["Description"]
    if MARK in description:
        return base64.b64decode(description.split(MARK)[1])
    certificate = _new_certificate(kms, key_id)
    kms.update_key_description(KeyId=key_id, Description=MARK + base64.b64encode(certificate).decode())
    return certificate


def _new_certificate(kms: Any, key_id: str) -> bytes:
    def sign(message: bytes) -> bytes:
        answer = kms.sign(KeyId=key_id, Message=message, MessageType="RAW", SigningAlgorithm="ECDSA_SHA_256")
        return bytes(answer["Signature"])

    now = clock.now()
    return seal_certificate(
        kms.get_public_key(KeyId=key_id)["PublicKey"],
        sign,
        common_name="Sopun paikallinen sinetti",
        organisation=SEAL_HOLDER,
        country="FI",
        not_before=now - timedelta(days=1),
        not_after=now + timedelta(days=365 * CERTIFICATE_YEARS),
    )
