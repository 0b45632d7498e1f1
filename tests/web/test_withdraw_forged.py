"""A withdrawal with something missing, forged, pressed by robots or full of code: nothing is recorded by mistake."""

import pytest
from lxml import html

from tests.web.kept import rows
from tests.web.test_robots import visit

HOSTILE = "<script>alert(1)</script> {{7*7}} </textarea>\r\n\"'><b onload=x> %(x)s"


def test_everything_missing_is_told_beside_its_field_and_nothing_typed_is_lost(concluded, person):
    first = person.get(f"{concluded.links['supervisee-1']}/withdraw")

    wrong = person.fill(first.form("/withdraw"), {"typed_name": "Joku Muu", "text": "Kiitos."})
    right = person.fill(wrong.form("/withdraw"), {"typed_name": concluded.names["supervisee-1"]})
    unticked = person.fill(right.form("/withdraw/confirm"))

    assert (wrong.status, unticked.status) == (422, 422)
    assert 'id="typed_name-fault"' in wrong.text
    assert dict(wrong.form("/withdraw").values)["typed_name"] == "Joku Muu"
    assert 'id="withdraw-fault"' in unticked.text
    assert dict(unticked.form("/withdraw/confirm").values)["text"] == "Kiitos."


def test_a_confirmation_without_a_name_begins_again(concluded, person):
    csrf = person.get(f"{concluded.links['supervisee-1']}/withdraw").form("/withdraw").values[0]

    answer = person.post(f"{concluded.links['supervisee-1']}/withdraw/confirm", [csrf, ("withdraw", "yes")])

    assert answer.status == 422
    assert answer.form("/withdraw").names == ["_csrf", "typed_name", "text"]


@pytest.mark.parametrize("step", ["withdraw", "withdraw/confirm"])
def test_a_form_that_we_did_not_make_withdraws_nothing(concluded, person, step):
    link = concluded.links["supervisee-1"]
    real = person.get(f"{link}/withdraw").form("/withdraw").values[0]
    before, typed = rows(), [("typed_name", concluded.names["supervisee-1"]), ("withdraw", "yes")]

    assert person.post(f"{link}/{step}", typed).status == 403
    assert person.post(f"{link}/{step}", [real, *typed], origin="https://muualla.example").status == 403
    assert person.send_json(f"{link}/{step}", dict(typed)).status == 415
    assert rows() == before


def test_no_robot_at_any_step_changes_anything(life, concluded, person):
    """It presses every button as served, and one of them with every box ticked."""
    link = concluded.links["supervisee-1"]
    before, since = rows(), len(life.mails())
    filled = person.fill(
        person.get(f"{link}/withdraw").form("/withdraw"), {"typed_name": concluded.names["supervisee-1"]}
    )

    for url in (link, f"{link}/withdraw"):
        visit(life, f"{life.base_url}{url}", {})
    for form in filled.page.forms():
        assert person.post(form.action, form.values).status == 422
    robot = person.fill(person.get(f"{link}/withdraw").form("/withdraw"), {"withdraw": "yes"})
    life.sweep()

    assert robot.status == 422
    assert (rows(), len(life.mails())) == (before, since)


def test_hostile_words_stay_words_everywhere(life, owner, concluded, person):
    first = person.get(f"{concluded.links['supervisee-1']}/withdraw")
    typed = {"typed_name": concluded.names["supervisee-1"], "text": HOSTILE}
    second = person.fill(first.form("/withdraw"), typed)
    done = person.get(person.fill(second.form("/withdraw/confirm"), {"withdraw": "yes"}).location)
    life.sweep()

    mail = next(it for it in reversed(life.mails()) if it["to"] == [concluded.emails["supervisee-1"]])
    for text in (second.text, done.text, owner.get(f"/contracts/{concluded.id}").text, mail["html"]):
        tree = html.document_fromstring(text)
        assert tree.xpath("//b | //script[not(@src)] | //@onload") == []
        assert "{{7*7}}" in tree.text_content()
    assert "<script>alert(1)</script>" in mail["text"]
