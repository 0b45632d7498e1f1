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
from tests.docs.conftest import WAITS
from tests.docs.sandbox import PAGES, blocks, checked, erase, rows_of, script
from tests.docs.time_stamping import Authority

RUNBOOKS = sorted(page.stem for page in PAGES.glob("*.md"))
# Those go from step to step, and nothing has gone wrong.
STEPS = {"first-deployment", "leave-sopu"}
NOT_RUN = {page: [it for it in blocks(page) if not it.run] for page in RUNBOOKS}
LATER = "2026-11-23T09:10:00+02:00"
# What Lambda does while the operator waits.
FUNCTIONS = ".venv/bin/python -m chalicelib.tools.work --once"


def gone_through(place, text):
    done = place.go(text)
    assert done.status == 0, done.all
    return done


def test_a_dead_letter_is_read_its_reason_found_and_its_work_done(place):
    begun = place.left["nobody has accepted"]
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


def test_a_seal_that_failed_is_made_and_stamped(unsealed, tmp_path):
    begun = unsealed.left[WAITS]
    unsealed.clock(LATER)
    with Authority(tmp_path) as authority:
        asked = {"TSA": authority.url, "TSA_CERTIFICATE": authority.certificate}
        meanwhile = {4: f"{FUNCTIONS}\n{FUNCTIONS}"}  # seals, then mails
        done = gone_through(unsealed, script("re-seal", between=meanwhile, **asked))

    lines = done.said.splitlines()
    assert f"accepted by all, nothing in the archive\t{begun.contract}\tcompleted" in lines
    assert "Disabled" in lines
    sums = [line for line in lines if re.fullmatch(r"[0-9a-f]{64}  -", line)]
    assert len(sums) == 2
    assert sums[0] == sums[1]
    assert "Verification: OK" in done.all
    assert "14 contracts in the table; 4 files in the archive; 0 differences." in lines
    assert "4 tiedostoa, joista aitoja 4." in lines


def test_another_certificate_and_another_key_leave_every_file_authentic(place):
    old = boto3.client("kms").create_key()["KeyMetadata"]["KeyId"]

    done = gone_through(place, script("rotate-the-seal-key", OLD_KEY=old))

    assert "O = Practice Oy" in done.said or "O=Practice Oy" in done.said
    assert "3 tiedostoa, joista aitoja 3." in done.said
    assert (place.checkout / "seal.pem").read_text(encoding="ascii").count("BEGIN CERTIFICATE") == 2
    older = (place.checkout / "chalicelib" / "old_seals.pem").read_text(encoding="ascii")
    assert seals.read(older) == [place.made.seal_certificate]
    assert boto3.client("kms").describe_key(KeyId=old)["KeyMetadata"]["KeyState"] == "Disabled"
    template = Template(place.checkout / ".chalice" / "resources.yaml")
    assert template.environment()["SOPU_SEAL_KEY"] == {"Ref": "SealKey2"}


def test_another_link_key_and_new_rounds_end_the_old_links(place):
    table = place.made.resources["Table"].ref
    for each in place.left.values():
        if each.status == "sent" and each.accepted:  # whose link stays till the seal
            erase(table, each.contract)
    sent, copies = place.left["nobody has accepted"], place.left["sealed, a consumer may withdraw"]
    old, consumer = sent.links | copies.links, "aino@kuluttaja.example"
    place.clock(LATER)
    done = gone_through(place, script("rotate-the-link-key", between={3: FUNCTIONS}))

    with place.service() as desk:
        desk.life.sweep()
        mailed = desk.life.links().items()
        new = {email: f"/sign/{link.rpartition('/')[2]}" for email, link in mailed}
        pages = [Browser().get(f"{desk.life.base_url}{links[consumer]}") for links in (old, new)]
    assert "; 0 failures" in done.said
    assert [page.status for page in pages] == [410, 200]
    assert "/withdraw" in pages[1].text
    template = Template(place.checkout / ".chalice" / "resources.yaml")
    assert template.environment()["SOPU_LINK_KEY"] == {"Ref": "LinkKey2"}
    assert old.keys() <= new.keys()
    assert set(old.values()).isdisjoint(new.values())


def test_mail_is_sent_to_the_simulator_and_what_waits_goes(place):
    done = gone_through(place, script("mail", between={3: FUNCTIONS}, MAIL_DOMAIN="sopu.test"))

    sent = ses_backends[ACCOUNT][serve.REGION].sent_messages
    assert ", 0 failed" in done.said
    assert [each.destinations["ToAddresses"] for each in sent] == [["success@simulator.amazonses.com"]]


def test_a_restored_table_tells_what_only_the_archive_has(place):
    kept, lost = place.left["sealed, in the place of another"], place.left["replaced by another"]
    live = place.made.resources["Table"].ref
    before = rows_of(live, kept.contract)
    erase(live, lost.contract)
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

    done = gone_through(place, script("restore-the-table", between={4: mischief}, CONTRACT=kept.contract))

    assert (
        f"in the archive, unknown to the table\t{lost.contract}\tcontracts/{lost.contract}/v1.pdf"
        in done.said
    )
    assert done.said.count("3 files in the archive; 1 differences.") == 3
    assert "UnprocessedItems" in done.said
    assert rows_of(live, kept.contract) == before
    assert "3 tiedostoa, joista aitoja 3." in done.said


def test_somebody_comes_and_leaves(place):
    done = gone_through(place, script("supervisors"))

    assert "uusi@example.fi\tsupervisor\tfi\tdisabled" in done.said
    assert "arkisto@example.fi\tauditor\tsv\tactive" in done.said


def test_before_and_after_an_upgrade_table_and_archive_agree(place):
    done = gone_through(place, script("upgrade"))

    assert done.said.count("3 files in the archive; 0 differences.") == 2
    assert f"{len(place.left)} asked for" in done.said.splitlines()
    assert (place.checkout / "before-upgrade.txt").exists()


@pytest.mark.parametrize("page", [page for page in RUNBOOKS if NOT_RUN[page]])
def test_what_cannot_be_run_is_known_to_aws_and_says_why(tmp_path, page):
    text = "\n".join(block.text for block in NOT_RUN[page])
    done = checked(f'aws() {{ command aws "$@" || exit 64; }}\nSTACK=sopu\n{text}', tmp_path)

    assert "AWS does not know" not in done.told, done.told
    assert done.status != 64, done.told
    assert "syntax error" not in done.told
    assert all(len(block.why.split()) > 1 for block in NOT_RUN[page])


def test_the_index_names_every_page_and_everything_that_is_not_run():
    index = (PAGES / "README.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| \[([\w-]+)\]\([\w-]+\.md\) \| `[^|]+` \| (.+) \|$", index, re.MULTILINE))

    assert {page.stem for page in PAGES.glob("*.md")} - {"README"} <= set(
        re.findall(r"\(([\w-]+)\.md\)", index)
    )
    assert listed == {(page, block.why) for page, found in NOT_RUN.items() for block in found}


def test_every_block_is_run_or_says_why_not():
    for page in RUNBOOKS:
        fences = re.findall(r"^ *```sh.*$", (PAGES / f"{page}.md").read_text(encoding="utf-8"), re.MULTILINE)
        assert len(fences) == len(list(blocks(page)))
        assert all(block.run or block.why for block in blocks(page))


@pytest.mark.parametrize("page", sorted(set(RUNBOOKS) - {"README"} - STEPS))
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
