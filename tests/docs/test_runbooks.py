"""Runbooks do what they say: their commands are run where an embedded AWS can answer, and AWS knows all the others."""

import json
import re
import time

import boto3
import pytest
from moto.ses.models import ses_backends

from chalicelib import seals
from dev import serve
from dev.browser import Browser
from dev.embedded_aws import ACCOUNT
from dev.template import Template
from dev.upgrading.begin import consumers, pair, seal_key
from tests.docs.sandbox import PAGES, blocks, checked, sandbox, script
from tests.docs.time_stamping import Authority

# Those have a test of their own.
APART = {"first-deployment", "leave-sopu"}
RUNBOOKS = sorted({page.stem for page in PAGES.glob("*.md")} - APART)
NOT_RUN = [(page, block) for page in RUNBOOKS for block in blocks(page) if not block.run]
LATER = "2026-11-23T09:10:00+02:00"
# What Lambda does while the operator waits.
FUNCTIONS = ".venv/bin/python -m chalicelib.tools.work --once"


@pytest.fixture
def place(tmp_path):
    with sandbox(tmp_path) as made:
        yield made


def gone_through(place, text):
    done = place.go(text)
    assert done.status == 0, done.all
    return done


def rows_of(table, contract):
    asked = {
        "KeyConditionExpression": "pk = :pk",
        "ExpressionAttributeValues": {":pk": {"S": f"CONTRACT#{contract}"}},
    }
    return boto3.client("dynamodb").query(TableName=table, **asked)["Items"]


def erased(table, contract):
    for row in rows_of(table, contract):
        boto3.client("dynamodb").delete_item(TableName=table, Key={"pk": row["pk"], "sk": row["sk"]})


def test_a_dead_letter_is_read_its_reason_found_and_its_work_done(place):
    with place.service() as desk:
        begun = desk.sent("sent", pair("kirje.example"), "", "")
    job = json.dumps({"contract": begun.contract})
    queue = place.made.resources["JobsDeadLetters"].ref
    boto3.client("sqs").send_message(QueueUrl=queue, MessageBody=job)
    logs = boto3.client("logs")
    line = {
        "timestamp": int(time.time() * 1000),
        "message": f'{{"contract": "{begun.contract}", "outcome": "KeyError"}}',
    }
    for log in ("work", "seal"):
        logs.create_log_group(logGroupName=f"/sopu/sopu-production/{log}")
        logs.create_log_stream(logGroupName=f"/sopu/sopu-production/{log}", logStreamName="1")
    logs.put_log_events(logGroupName="/sopu/sopu-production/work", logStreamName="1", logEvents=[line])

    done = gone_through(place, script("dead-letters", between={3: FUNCTIONS}, CONTRACT=begun.contract))

    assert done.said.splitlines()[0] == job
    assert '"outcome": "KeyError"' in done.said
    assert ", 0 failed" in done.said
    assert done.said.splitlines()[-1] == "1"  # sending it back is what cannot be tried here


def test_a_seal_that_failed_is_made_and_stamped(place, tmp_path):
    with place.service() as desk:
        boto3.client("kms").disable_key(KeyId=seal_key())
        begun = desk.concluded("completed", pair("sinetti.example"), "seal", "")
    place.clock(LATER)
    with Authority(tmp_path) as authority:
        asked = {"TSA": authority.url, "TSA_CERTIFICATE": authority.certificate}
        meanwhile = {4: f"{FUNCTIONS}\n{FUNCTIONS}"}  # seals, then mails
        done = gone_through(place, script("re-seal", between=meanwhile, **asked))

    lines = done.said.splitlines()
    assert f"accepted by all, nothing in the archive\t{begun.contract}\tcompleted" in lines
    assert "Disabled" in lines
    sums = [line for line in lines if re.fullmatch(r"[0-9a-f]{64}  -", line)]
    assert len(sums) == 2
    assert sums[0] == sums[1]
    assert "Verification: OK" in done.all
    assert "1 contracts in the table; 1 files in the archive; 0 differences." in lines
    assert "1 tiedostoa, joista aitoja 1." in lines


def test_another_certificate_and_another_key_leave_every_file_authentic(place):
    with place.service() as desk:
        desk.concluded("sealed", pair("avain.example"), "", "")
    old = boto3.client("kms").create_key()["KeyMetadata"]["KeyId"]

    done = gone_through(place, script("rotate-the-seal-key", OLD_KEY=old))

    assert "O = Practice Oy" in done.said or "O=Practice Oy" in done.said
    assert "1 tiedostoa, joista aitoja 1." in done.said
    assert (place.checkout / "seal.pem").read_text(encoding="ascii").count("BEGIN CERTIFICATE") == 2
    older = (place.checkout / "chalicelib" / "old_seals.pem").read_text(encoding="ascii")
    assert seals.read(older) == [place.made.seal_certificate]
    assert boto3.client("kms").describe_key(KeyId=old)["KeyMetadata"]["KeyState"] == "Disabled"
    template = Template(place.checkout / ".chalice" / "resources.yaml")
    assert template.environment()["SOPU_SEAL_KEY"] == {"Ref": "SealKey2"}


def test_another_link_key_and_new_rounds_end_the_old_links(place):
    with place.service() as desk:
        begun = desk.sent("sent", pair("linkki.example"), "", "")
        copies = desk.concluded("sealed", consumers("kappale.example"), "", "")
        old = desk.links(begun) | desk.links(copies)
    place.clock(LATER)
    done = gone_through(place, script("rotate-the-link-key", between={3: FUNCTIONS}))

    with place.service() as desk:
        new = desk.links(begun) | desk.links(copies)
        tokens = [{email: link.rpartition("/")[2] for email, link in links.items()} for links in (old, new)]
        pages = [
            Browser().get(f"{desk.life.base_url}/sign/{each['aino@kappale.example']}") for each in tokens
        ]
    assert "4 fresh links; 0 failures" in done.said
    assert [page.status for page in pages] == [410, 200]
    assert "/withdraw" in pages[1].text
    template = Template(place.checkout / ".chalice" / "resources.yaml")
    assert template.environment()["SOPU_LINK_KEY"] == {"Ref": "LinkKey2"}
    assert len(tokens[1]) == 4
    assert set(tokens[0].values()).isdisjoint(tokens[1].values())


def test_mail_is_sent_to_the_simulator_and_what_waits_goes(place):
    done = gone_through(place, script("mail", between={3: FUNCTIONS}, MAIL_DOMAIN="sopu.test"))

    sent = ses_backends[ACCOUNT][serve.REGION].sent_messages
    assert ", 0 failed" in done.said
    assert [each.destinations["ToAddresses"] for each in sent] == [["success@simulator.amazonses.com"]]


def test_a_restored_table_tells_what_only_the_archive_has(place):
    with place.service() as desk:
        kept = desk.concluded("kept", pair("tallessa.example"), "", "")
        lost = desk.concluded("lost", pair("poissa.example"), "", "")
    live = place.made.resources["Table"].ref
    before = rows_of(live, kept.contract)
    erased(live, lost.contract)
    keys = [{"pk": row["pk"], "sk": row["sk"]} for row in before]
    mischief = "\n".join(
        [
            ".venv/bin/python - << 'END'",
            "import boto3",
            f"for key in {keys}:",
            f"    boto3.client('dynamodb').delete_item(TableName={live!r}, Key=key)",
            "for sk in ('ENTRY#999999', 'PRIVATE#999999'):",
            f"    newer = {{'pk': {before[0]['pk']}, 'sk': {{'S': sk}}}}",
            f"    boto3.client('dynamodb').put_item(TableName={live!r}, Item=newer)",
            "END",
        ]
    )

    done = gone_through(place, script("restore-the-table", between={3: mischief}, CONTRACT=kept.contract))

    assert (
        f"in the archive, unknown to the table\t{lost.contract}\tcontracts/{lost.contract}/v1.pdf"
        in done.said
    )
    assert "2 files in the archive; 1 differences." in done.said
    assert "UnprocessedItems" in done.said
    assert rows_of(live, kept.contract) == before
    assert "2 tiedostoa, joista aitoja 2." in done.said


def test_somebody_comes_and_leaves(place):
    done = gone_through(place, script("supervisors"))

    assert "uusi@example.fi\tsupervisor\tfi\tdisabled" in done.said
    assert "arkisto@example.fi\tauditor\tsv\tactive" in done.said


def test_before_and_after_an_upgrade_table_and_archive_agree(place):
    with place.service() as desk:
        desk.concluded("sealed", pair("versio.example"), "", "")
    done = gone_through(place, script("upgrade"))

    assert done.said.count("1 files in the archive; 0 differences.") == 2
    assert (place.checkout / "before-upgrade.txt").exists()


@pytest.mark.parametrize(
    ("page", "block"), NOT_RUN, ids=[f"{page}-{n}" for n, (page, _) in enumerate(NOT_RUN)]
)
def test_what_cannot_be_run_is_known_to_aws_and_says_why(tmp_path, page, block):
    done = checked(f'aws() {{ command aws "$@" || exit 64; }}\nSTACK=sopu\n{block.text}', tmp_path)

    assert "AWS does not know" not in done.told, done.told
    assert done.status != 64, done.told
    assert "syntax error" not in done.told
    assert len(block.why.split()) > 1


def test_the_index_names_every_page_and_everything_that_is_not_run():
    index = (PAGES / "README.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| \[([\w-]+)\]\([\w-]+\.md\) \| `[^|]+` \| (.+) \|$", index, re.MULTILINE))

    assert {page.stem for page in PAGES.glob("*.md")} - {"README"} <= set(
        re.findall(r"\(([\w-]+)\.md\)", index)
    )
    assert listed == {(page, block.why) for page, block in NOT_RUN}


def test_every_block_is_run_or_says_why_not():
    for page in RUNBOOKS:
        fences = re.findall(r"^ *```sh.*$", (PAGES / f"{page}.md").read_text(encoding="utf-8"), re.MULTILINE)
        assert len(fences) == len(list(blocks(page)))
        assert all(block.run or block.why for block in blocks(page))


@pytest.mark.parametrize("page", sorted(set(RUNBOOKS) - {"README"}))
def test_a_runbook_tells_when_what_it_means_and_when_it_is_over(page):
    headings = re.findall(r"^## (.+)$", (PAGES / f"{page}.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert headings[:2] == ["When", "What it means"]
    assert headings[-1] == "It is over when"


def test_every_alarm_has_its_runbook_and_every_output_that_is_named_exists():
    text = "\n".join((PAGES / f"{page}.md").read_text(encoding="utf-8") for page in RUNBOOKS)
    template = (PAGES.parents[1] / ".chalice" / "resources.yaml").read_text(encoding="utf-8")

    alarms = set(re.findall(r"`(\w+Alarm)`", text))
    assert alarms == set(re.findall(r"^  (\w+Alarm):$", template, re.MULTILINE))
    outputs = set(re.findall(r"\$\(output (\w+)\)", text)) - {"APIHandlerName", "EndpointURL"}
    assert {name for name in outputs if f"  {name}: {{Value" not in template} == set()
