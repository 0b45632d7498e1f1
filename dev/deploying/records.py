"""What has to stand in DNS, so that the service is found and its mail is believed."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from dev.deploying.account import client

# Names of DKIM's keys lie here unless SES says otherwise, as it does in newer regions.
DKIM_ZONE = "dkim.amazonses.com"


class Record(NamedTuple):
    """why: what it is for, and what AWS has seen of it."""

    name: str
    type: str
    value: str
    why: str


def wanted(parameters: Mapping[str, str], outputs: Mapping[str, str]) -> list[Record]:
    """Every record of the domain and of its mail; those that the stack writes into a hosted zone by itself are left out."""
    own_zone = bool(parameters.get("HostedZone"))
    domain = [] if own_zone or not parameters.get("Domain") else list(_domain(parameters["Domain"], outputs))
    return [*domain, *_mail(parameters["MailDomain"], parameters["AlarmMail"])]


def lines(records: Iterable[Record]) -> Iterator[str]:
    """Two lines for each: the record as a zone file has it, and what it is for."""
    for record in records:
        value = f'"{record.value}"' if record.type == "TXT" else record.value
        yield f"{record.name} {record.type} {value}"
        yield f"    {record.why}"


def _domain(domain: str, outputs: Mapping[str, str]) -> Iterator[Record]:
    yield Record(domain, "CNAME", outputs["DomainTarget"], "leads to the service")
    described = client("acm").describe_certificate(CertificateArn=outputs["DomainCertificate"])["Certificate"]
    for option in described["DomainValidationOptions"]:
        if "ResourceRecord" in option:
            record = option["ResourceRecord"]
            why = f"proves the domain, also when its certificate is renewed: {described['Status']}"
            yield Record(record["Name"].rstrip("."), record["Type"], record["Value"].rstrip("."), why)


def _mail(domain: str, told: str) -> Iterator[Record]:
    signing = client("sesv2").get_email_identity(EmailIdentity=domain)["DkimAttributes"]
    zone = signing.get("SigningHostedZone") or DKIM_ZONE
    for token in signing.get("Tokens", []):
        why = f"DKIM, without which SES sends nothing: {signing.get('Status', 'PENDING')}"
        yield Record(f"{token}._domainkey.{domain}", "CNAME", f"{token}.{zone}", why)
    yield Record(
        domain, "TXT", "v=spf1 include:amazonses.com ~all", "SPF; a record that is there gets the include"
    )
    policy = f"v=DMARC1; p=none; rua=mailto:{told}"
    yield Record(f"_dmarc.{domain}", "TXT", policy, "DMARC; p=quarantine once the reports look right")
    reader = told.rpartition("@")[2]
    if not (f".{reader}".endswith(f".{domain}") or f".{domain}".endswith(f".{reader}")):
        why = "DMARC; without it nobody mails reports to an address of another domain (RFC 7489, 7.1)"
        yield Record(f"{domain}._report._dmarc.{reader}", "TXT", "v=DMARC1", why)
