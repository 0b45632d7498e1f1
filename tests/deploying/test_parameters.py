"""What a parameter becomes: told, kept, or following from the others."""

import pytest

from dev.deploying.failure import DeployFault
from dev.deploying.order import read, variable
from dev.deploying.parameters import NOT_YET, Learnt, settle
from dev.template import Template

DECLARED = {
    "BaseUrl": None, "Domain": "", "MailFrom": None, "MailDomain": None, "AlarmMail": None,
    "PracticeName": "", "SealHolder": "Sopu", "SealCertificates": "", "SealKeeper": "",
}  # fmt: skip
ME = "arn:aws:iam::123456789012:role/operator"
FIRST = settle(DECLARED, {}, {"MailFrom": "Sopu <sopu@example.fi>"}, Learnt(keeper=ME))
API = "https://abc.example/sopu"
SECOND = settle(DECLARED, FIRST, {}, Learnt(f"{API}/", "MIIB", ME))


def test_of_mail_the_sender_is_enough():
    assert (FIRST["MailDomain"], FIRST["AlarmMail"]) == ("example.fi", "sopu@example.fi")


def test_another_sender_may_be_of_another_domain_and_alarms_stay_where_they_were():
    moved = settle(DECLARED, SECOND, {"MailFrom": "sopu@other.fi"}, Learnt(API))

    assert (moved["MailDomain"], moved["AlarmMail"]) == ("other.fi", "sopu@example.fi")


def test_the_operator_may_sign_until_there_is_a_certificate_and_nobody_afterwards():
    assert (FIRST["SealKeeper"], FIRST["SealCertificates"]) == (ME, "")
    assert (SECOND["SealKeeper"], SECOND["SealCertificates"]) == ("", "MIIB")


def test_a_keeper_who_is_named_stays_for_that_deployment_only():
    named = settle(DECLARED, SECOND, {"SealKeeper": ME}, Learnt(API))

    assert named["SealKeeper"] == ME
    assert settle(DECLARED, named, {}, Learnt(API))["SealKeeper"] == ""


@pytest.mark.parametrize(
    ("before", "given", "endpoint", "address"),
    [
        ({}, {}, "", NOT_YET),
        ({"BaseUrl": NOT_YET}, {}, f"{API}/", API),
        ({}, {"Domain": "sopu.fi"}, "", "https://sopu.fi"),
        ({"BaseUrl": API}, {"Domain": "sopu.fi"}, API, "https://sopu.fi"),
        ({"BaseUrl": "https://sopu.fi", "Domain": "sopu.fi"}, {}, API, "https://sopu.fi"),
        ({"BaseUrl": "https://sopu.fi", "Domain": "sopu.fi"}, {"Domain": ""}, API, API),
        ({"BaseUrl": "https://front.fi"}, {}, API, "https://front.fi"),
        ({"BaseUrl": API}, {"BaseUrl": "https://front.fi"}, API, "https://front.fi"),
    ],
)
def test_an_address_stays_until_it_or_the_domain_is_told_anew(before, given, endpoint, address):
    mail = {"MailFrom": "sopu@example.fi"}

    assert settle(DECLARED, before, given | mail, Learnt(endpoint))["BaseUrl"] == address


def test_what_is_settled_settles_to_itself():
    assert settle(DECLARED, SECOND, {}, Learnt(API)) == SECOND


def test_the_practice_holds_the_seal_unless_somebody_else_is_named():
    mail = {"MailFrom": "sopu@example.fi", "PracticeName": "Aalto Oy"}

    assert settle(DECLARED, {}, mail, Learnt())["SealHolder"] == "Aalto Oy"
    assert settle(DECLARED, {}, mail | {"SealHolder": "Other"}, Learnt())["SealHolder"] == "Other"
    assert settle(DECLARED, SECOND, mail, Learnt())["SealHolder"] == "Sopu"


def test_a_parameter_that_the_template_has_no_more_is_left_out():
    assert "Gone" not in settle(DECLARED, SECOND | {"Gone": "x"}, {}, Learnt(API))


def test_what_nobody_said_is_asked_for_by_the_names_of_its_variables():
    with pytest.raises(DeployFault, match=r"^Say also MAIL_FROM=, MAIL_DOMAIN=, ALARM_MAIL= "):
        settle(DECLARED, {}, {}, Learnt())


def test_of_the_real_template_the_sender_is_enough():
    text = Template()
    declared = dict.fromkeys(text.parameters()) | text.defaults()

    assert set(settle(declared, {}, {"MailFrom": "sopu@example.fi"}, Learnt())) == set(text.parameters())


@pytest.mark.parametrize("stage", ["", "Production", "1st", "a_b", "a-", "a" * 21])
def test_a_stage_that_cannot_be_a_name_is_refused(stage):
    with pytest.raises(DeployFault, match="STAGE="):
        read({"STAGE": stage}, ())


@pytest.mark.parametrize("stage", ["production", "a", "test-2", "a" * 20])
def test_a_stage_is_a_stack_of_its_own(stage):
    assert read({"STAGE": stage}, ()).stack == f"sopu-{stage}"


def test_an_empty_variable_empties_and_an_absent_one_keeps():
    given = read({"STAGE": "test", "PRACTICE_NAME": "", "OTHER": "x"}, ("PracticeName", "Domain")).given

    assert given == {"PracticeName": ""}


def test_a_budget_is_whole_dollars():
    assert read({"STAGE": "test", "MONTHLY_BUDGET": "0"}, ()).budget == "0"
    with pytest.raises(DeployFault, match="MONTHLY_BUDGET="):
        read({"STAGE": "test", "MONTHLY_BUDGET": "much"}, ())


def test_every_parameter_has_a_variable_of_its_own():
    names = [variable(name) for name in Template().parameters()]

    assert len(set(names)) == len(names)
    assert variable("DataProtectionOfficer") == "DATA_PROTECTION_OFFICER"
