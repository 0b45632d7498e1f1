"""Who may do what: each function its own role, and in it nothing that another function is for."""

import json

import pytest

ROLES = {
    "pages": "ApiHandlerRole",
    "forward": "ForwardRole",
    "work": "WorkRole",
    "seal": "SealRole",
    "sweep": "SweepRole",
    "hear": "HearRole",
}
WITHOUT_RESOURCES = {"dynamodb:ListStreams"}  # IAM knows no narrower one


@pytest.fixture
def grants(sam):
    """Every (function, action, resource as text) that the roles allow."""

    def of(role):
        (policy,) = sam["Resources"][role]["Properties"]["Policies"]
        for statement in policy["PolicyDocument"]["Statement"]:
            assert statement["Effect"] == "Allow"
            for action in statement["Action"]:
                for resource in statement["Resource"]:
                    yield action, resource if isinstance(resource, str) else json.dumps(resource)

    return {(name, *grant) for name, role in ROLES.items() for grant in of(role)}


def who(grants, action, resource=""):
    return {name for name, granted, on in grants if granted == action and resource in on}


def test_no_action_is_a_wildcard_and_no_role_reaches_every_resource(grants):
    assert not [grant for grant in grants if "*" in grant[1]]
    assert {action for _, action, resource in grants if resource == "*"} == WITHOUT_RESOURCES


def test_only_the_seal_function_signs(grants):
    assert who(grants, "kms:Sign") == {"seal"}


def test_the_pages_can_make_login_codes_but_never_a_signing_link(grants):
    assert who(grants, "kms:GenerateMac", "LinkKey") == {"work"}
    assert who(grants, "kms:GenerateMac", "LoginKey") == {"pages", "work"}


def test_only_the_seal_function_writes_the_archive(grants):
    assert who(grants, "s3:PutObject", "contracts/") == {"seal"}
    assert who(grants, "s3:PutObjectRetention") == {"seal"}
    assert who(grants, "s3:PutObject", "offered/") == {"pages"}


def test_nobody_deletes_from_the_bucket_or_goes_round_a_lock(grants):
    assert not [grant for grant in grants if grant[1].startswith(("s3:Delete", "s3:Bypass", "s3:PutBucket"))]


def test_only_the_worker_sends_mail(grants):
    assert who(grants, "ses:SendEmail") == who(grants, "ses:SendRawEmail") == {"work"}


def test_only_the_pages_delete_rows(grants):
    assert who(grants, "dynamodb:DeleteItem") == {"pages"}


def test_forward_and_sweep_read_no_contract(grants):
    readers = who(grants, "dynamodb:GetItem") | who(grants, "dynamodb:BatchGetItem")

    assert readers == {"pages", "work", "seal", "hear"}


def test_who_hears_of_mails_has_no_right_but_to_read_and_change_a_row(grants):
    actions = {action for name, action, _ in grants if name == "hear"}

    assert {it for it in actions if not it.startswith(("logs:", "sqs:"))} == {
        "dynamodb:GetItem",
        "dynamodb:UpdateItem",
    }
    assert "sqs:SendMessage" not in actions


def test_who_hears_of_mails_reads_and_writes_what_became_of_one_and_when_to_look_and_nothing_else(sam):
    """No address, no name, no entry of a trail: attributes that are not named here can be neither read nor changed."""
    (policy,) = sam["Resources"]["HearRole"]["Properties"]["Policies"]
    on_rows = {
        it["Action"][0]: it["Condition"]
        for it in policy["PolicyDocument"]["Statement"]
        if it["Action"][0].startswith("dynamodb:")
    }
    told, when_to_look = ["pk", "sk", "state", "outcome", "news", "news_at"], ["due_at", "due_shard"]
    contracts = {"dynamodb:LeadingKeys": ["CONTRACT#*"]}

    assert on_rows == {
        "dynamodb:GetItem": {
            "ForAllValues:StringLike": contracts,
            "ForAllValues:StringEquals": {"dynamodb:Attributes": told},
            "StringEqualsIfExists": {"dynamodb:Select": "SPECIFIC_ATTRIBUTES"},
        },
        "dynamodb:UpdateItem": {
            "ForAllValues:StringLike": contracts,
            "ForAllValues:StringEquals": {"dynamodb:Attributes": told + when_to_look},
            "StringEqualsIfExists": {"dynamodb:ReturnValues": "NONE"},
        },
    }


def test_nobody_scans(grants):
    assert who(grants, "dynamodb:Scan") == set()


def test_each_key_refuses_everybody_else_by_its_own_policy(sam):
    for key, roles in {
        "LinkKey": {"WorkRole"},
        "LoginKey": {"WorkRole", "ApiHandlerRole"},
        "SealKey": {"SealRole"},
    }.items():
        (denial,) = [
            statement
            for statement in sam["Resources"][key]["Properties"]["KeyPolicy"]["Statement"]
            if statement["Effect"] == "Deny"
        ]
        excepted = json.dumps(denial["Condition"]["ArnNotLike"]["aws:PrincipalArn"])
        assert denial["Principal"] == "*"
        assert {role for role in ROLES.values() if f"-{role}-*" in excepted} == roles


def test_the_bucket_itself_forbids_the_application_to_delete(sam):
    statements = {
        statement["Sid"]: statement
        for statement in sam["Resources"]["BucketPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    }

    denied = statements["TheApplicationNeverDeletes"]
    assert denied["Effect"] == "Deny"
    assert {arn["Fn::GetAtt"][0] for arn in denied["Principal"]["AWS"]} == set(ROLES.values())
    assert {"s3:DeleteObject", "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention"} <= set(
        denied["Action"]
    )
    assert statements["TheArchiveIsPutOnce"]["Condition"] == {"Null": {"s3:if-none-match": "true"}}
    assert statements["TheArchiveIsLocked"]["Condition"] == {"Null": {"s3:object-lock-mode": "true"}}


def test_the_worker_reads_contracts_from_the_archive_and_no_annex(sam, grants):
    policy = sam["Resources"]["BucketPolicy"]["Properties"]["PolicyDocument"]
    (denied,) = [it for it in policy["Statement"] if it["Sid"] == "TheWorkerMailsNoAnnex"]

    assert who(grants, "s3:GetObjectVersion", "contracts/") == {"pages", "seal", "work"}
    assert who(grants, "s3:GetObject", "offered/") == {"pages", "seal"}
    assert denied["Principal"] == {"AWS": {"Fn::GetAtt": ["WorkRole", "Arn"]}}
    assert denied["Resource"] == {"Fn::Sub": "${Bucket.Arn}/contracts/*-annex-a.pdf"}
    assert (denied["Effect"], set(denied["Action"])) == ("Deny", {"s3:GetObject", "s3:GetObjectVersion"})
