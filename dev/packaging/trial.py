"""
Does the package run? Unpacked elsewhere, it lives the whole life of a contract on an embedded AWS.

The functions are isolated processes of the package's own Python that see the unpacked zip, boto3 and AWS made from the
same template; nothing of this working tree. Here are only the people, and what AWS itself does.
"""

import os
import ssl
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import boto3

from chalicelib import wiring
from dev import accounts, demo
from dev.embedded_aws import EmbeddedAws, forget_real_credentials
from dev.packaging.build import REGION
from dev.packaging.cold_start import cold_starts
from dev.packaging.deployed import Deployed, running
from dev.packaging.failure import PackageFault
from dev.packaging.python import LambdaPython
from dev.packaging.request import BASE_URL
from dev.packaging.rights import names_of
from dev.packaging.story import People, live
from dev.packaging.template import functions, read
from dev.provision import Provisioned, provision
from dev.template import Template


def run(zipped: Path, sam: Path, python: LambdaPython) -> Iterator[str]:
    """Try the whole package; yield a line on each part. Raises PackageFault at the first thing that fails."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        with zipfile.ZipFile(zipped) as archive:
            archive.extractall(place / "task")
        clock = place / "clock"
        clock.write_text(demo.CLOCK, encoding="ascii")
        with _aws(clock) as (environment, made):
            names = names_of(made, MailDomain="sopu.test")
            with running(Deployed(place / "task", read(sam), environment, names, python)) as deployed:
                deployed.import_everything()
                yield from cold_starts(deployed.task, python, functions(deployed.template))
                yield live(People(deployed, made), clock, place / "sealed.pdf")
                yield from deployed.report()
                yield _audited(deployed, place, made)


def _audited(deployed: Deployed, place: Path, made: Provisioned) -> str:
    """The package's own verdict on what it has archived, and on the same with one digit changed."""
    certificate, sealed, changed = place / "seal.pem", place / "sealed.pdf", place / "changed.pdf"
    certificate.write_text(ssl.DER_cert_to_PEM_cert(made.seal_certificate), encoding="ascii")
    pdf = bytearray(sealed.read_bytes())
    pdf[len(pdf) // 3] ^= 1
    changed.write_bytes(pdf)
    if deployed.audit("--trust", certificate, sealed) != 0:
        raise PackageFault("the package's audit tool does not find the sealed contract authentic")
    if deployed.audit("--trust", certificate, changed) != 1:
        raise PackageFault("the package's audit tool finds a changed contract authentic")
    return "chalicelib.tools.audit: the sealed contract is authentic, and with one bit changed it is not"


@contextmanager
def _aws(clock: Path) -> Iterator[tuple[dict[str, str], Provisioned]]:
    """An embedded AWS with the resources and two accounts: the environment of the functions, and what was made."""
    before = dict(os.environ)
    aws = EmbeddedAws(lambda service, action: None)
    leading = aws.environment() | {"AWS_DEFAULT_REGION": REGION, "SOPU_CLOCK": str(clock)}
    try:
        forget_real_credentials()
        os.environ.update(leading)
        boto3.setup_default_session()
        made = provision(Template(), BASE_URL)
        os.environ.update(made.environment)
        wiring.forget()
        accounts.add_accounts()
        yield leading | {"LANG": "C.UTF-8"} | made.environment, made
    finally:
        os.environ.clear()
        os.environ.update(before)
        wiring.forget()
        aws.stop()
