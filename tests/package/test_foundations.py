"""What the service stands on: stores that keep, queues that lose nothing, one front door, one region."""

import json
import re

import pytest

from dev.deploying.account import client
from dev.packaging.build import REGION
from tests.package.test_template import FUNCTIONS, properties

SECONDS_A_DAY = 24 * 3600


def of_type(template, kind):
    return {name: it["Properties"] for name, it in template["Resources"].items() if it["Type"] == kind}


def statements(template, resource, document="PolicyDocument"):
    return {it["Sid"]: it for it in properties(template, resource)[document]["Statement"]}


# Table and archive


def test_the_table_is_paid_by_use_and_cannot_be_lost_by_a_slip(sam):
    table = properties(sam, "Table")

    assert table["BillingMode"] == "PAY_PER_REQUEST"
    assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert table["DeletionProtectionEnabled"] is True
    assert table["SSESpecification"] == {"SSEEnabled": True}


def test_rows_end_by_their_time_and_the_stream_tells_no_persons_data(sam):
    table = properties(sam, "Table")

    assert table["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}
    assert table["StreamSpecification"] == {"StreamViewType": "KEYS_ONLY"}


def test_the_archive_is_locked_put_once_and_emptied_by_nobody_but_break_glass(sam):
    policy = statements(sam, "BucketPolicy")
    kept = policy["NobodyDeletesFromTheArchiveButBreakGlass"]

    assert {it["Effect"] for it in policy.values()} == {"Deny"}
    assert kept["Principal"] == "*"
    assert kept["Resource"] == {"Fn::Sub": "${Bucket.Arn}/contracts/*"}
    assert kept["Condition"]["ArnNotLike"]["aws:PrincipalArn"]["Fn::If"][:2] == [
        "HasBreakGlass",
        {"Ref": "BreakGlass"},
    ]
    assert {"s3:DeleteObjectVersion", "s3:BypassGovernanceRetention"} <= set(kept["Action"])
    for put in ("TheArchiveIsPutOnce", "TheArchiveIsLocked"):
        assert (policy[put]["Principal"], policy[put]["Action"]) == ("*", "s3:PutObject")


def test_without_break_glass_its_place_is_nobodys(sam):
    condition = statements(sam, "BucketPolicy")["NobodyDeletesFromTheArchiveButBreakGlass"]["Condition"]

    assert condition["ArnNotLike"]["aws:PrincipalArn"]["Fn::If"][2] == "arn:aws:iam::000000000000:role/nobody"


def test_the_archive_is_encrypted_and_belongs_to_the_account(sam):
    bucket = properties(sam, "Bucket")

    (rule,) = bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert rule["ServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"}
    assert bucket["OwnershipControls"] == {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}


def test_nothing_is_asked_or_told_in_plain_http(sam):
    plain = {"Bool": {"aws:SecureTransport": "false"}}
    policies = [statements(sam, name) for name in ("BucketPolicy", "QueuesTlsOnly", "MailEventsQueuePolicy")]
    queues = [properties(sam, name)["Queues"] for name in ("QueuesTlsOnly", "MailEventsQueuePolicy")]

    for policy in policies:
        assert (policy["TlsOnly"]["Effect"], policy["TlsOnly"]["Condition"]) == ("Deny", plain)
        assert policy["TlsOnly"]["Action"] in ("s3:*", "sqs:*")
    assert sorted(ref["Ref"] for listed in queues for ref in listed) == sorted(
        of_type(sam, "AWS::SQS::Queue")
    )


# Queues and what feeds them


def test_a_queue_parks_what_failed_five_times_and_a_parking_place_keeps_it_longest(sam):
    queues = of_type(sam, "AWS::SQS::Queue")
    working = {name: it for name, it in queues.items() if "RedrivePolicy" in it}

    assert set(working) == {"JobsQueue", "SealsQueue", "MailEventsQueue"}
    assert {it["RedrivePolicy"]["maxReceiveCount"] for it in working.values()} == {5}
    for name, it in queues.items():
        assert it["SqsManagedSseEnabled"] is True
        assert it["MessageRetentionPeriod"] == (4 if name in working else 14) * SECONDS_A_DAY


def test_every_source_of_events_has_an_end_of_its_tries_and_a_place_for_what_failed(cloudformation):
    """A queue's own redrive policy ends the tries of what reads it; a stream's are ended by the mapping."""
    for source in of_type(cloudformation, "AWS::Lambda::EventSourceMapping").values():
        where = source["EventSourceArn"]["Fn::GetAtt"][0]
        if where == "Table":
            assert source["MaximumRetryAttempts"] == 5
            assert source["MaximumRecordAgeInSeconds"] == 3600
            assert source["DestinationConfig"]["OnFailure"]["Destination"] == {
                "Fn::GetAtt": ["ForwardFailures", "Arn"]
            }
            assert len(source["FilterCriteria"]["Filters"]) == 1
        else:
            assert "RedrivePolicy" in properties(cloudformation, where)
            assert source["ScalingConfig"]["MaximumConcurrency"] <= 10


def test_who_takes_several_messages_tells_which_of_them_failed(cloudformation):
    """One that is taken alone needs no partial answer; the stream's are sent once more, which harms nothing (ADR 8)."""
    sources = of_type(cloudformation, "AWS::Lambda::EventSourceMapping").values()
    several = [
        it for it in sources if it["BatchSize"] > 1 and it["EventSourceArn"]["Fn::GetAtt"][0] != "Table"
    ]

    assert [it["FunctionName"] for it in several] == [{"Ref": "Hear"}]
    assert all(it["FunctionResponseTypes"] == ["ReportBatchItemFailures"] for it in several)


def test_the_clock_strikes_each_minute_and_what_failed_waits_for_the_next(cloudformation):
    (rule,) = of_type(cloudformation, "AWS::Events::Rule").values()
    (tries,) = of_type(cloudformation, "AWS::Lambda::EventInvokeConfig").values()

    assert rule["ScheduleExpression"] == "rate(1 minute)"
    assert [target["Arn"] for target in rule["Targets"]] == [{"Fn::GetAtt": ["Sweep", "Arn"]}]
    assert (tries["FunctionName"], tries["MaximumRetryAttempts"]) == ({"Ref": "Sweep"}, 0)


# Functions and their front door


def test_each_function_has_a_role_and_a_log_of_its_own(sam):
    made = of_type(sam, "AWS::Serverless::Function")
    roles = {it["Role"]["Fn::GetAtt"][0] for it in made.values()}
    logs = {it["LoggingConfig"]["LogGroup"]["Ref"] for it in made.values()}

    assert (len(made), len(roles), len(logs)) == (len(FUNCTIONS),) * 3
    for role in roles:
        (trust,) = properties(sam, role)["AssumeRolePolicyDocument"]["Statement"]
        assert trust["Principal"] == {"Service": "lambda.amazonaws.com"}
        assert "ManagedPolicyArns" not in properties(sam, role)


def test_nobody_but_the_front_door_and_the_clock_may_start_a_function(cloudformation):
    allowed = of_type(cloudformation, "AWS::Lambda::Permission").values()

    assert {(it["FunctionName"]["Ref"], it["Principal"]) for it in allowed} == {
        ("APIHandler", "apigateway.amazonaws.com"),
        ("Sweep", "events.amazonaws.com"),
    }
    assert all("SourceArn" in it for it in allowed)


def test_the_api_is_regional_slows_down_a_flood_and_tells_who_asked_when(cloudformation):
    (api,) = of_type(cloudformation, "AWS::ApiGateway::RestApi").values()
    (stage,) = of_type(cloudformation, "AWS::ApiGateway::Stage").values()
    (every,) = stage["MethodSettings"]

    assert api["EndpointConfiguration"] == {"Types": ["REGIONAL"]}
    assert (every["ResourcePath"], every["HttpMethod"]) == ("/*", "*")
    assert (every["ThrottlingRateLimit"], every["ThrottlingBurstLimit"]) == (100, 200)
    assert stage["AccessLogSetting"]["DestinationArn"] == {"Fn::GetAtt": ["AccessLog", "Arn"]}
    assert set(json.loads(stage["AccessLogSetting"]["Format"])) == {
        "request", "time", "method", "status", "milliseconds", "function_milliseconds", "error",
    }  # fmt: skip


def test_the_domain_is_regional_too_and_takes_no_old_tls(sam):
    domain = properties(sam, "DomainName")

    assert domain["EndpointConfiguration"] == {"Types": ["REGIONAL"]}
    assert domain["SecurityPolicy"] == "TLS_1_2"
    assert domain["RegionalCertificateArn"] == {"Ref": "DomainCertificate"}


@pytest.mark.parametrize("name", ["MISSING_AUTHENTICATION_TOKEN", "THROTTLED", "DEFAULT_4XX", "DEFAULT_5XX"])
def test_what_api_gateway_answers_by_itself_is_a_page_of_ours(cloudformation, name):
    (api,) = of_type(cloudformation, "AWS::ApiGateway::RestApi").values()
    answer = api["Body"]["x-amazon-apigateway-gateway-responses"][name]

    assert "<h1>" in answer["responseTemplates"]["text/html"]
    assert answer["responseParameters"]["gatewayresponse.header.Cache-Control"] == "'no-store'"


# Mail


def test_our_domains_mails_are_signed(sam):
    assert properties(sam, "MailIdentity") == {
        "EmailIdentity": {"Ref": "MailDomain"},
        "DkimAttributes": {"SigningEnabled": True},
    }


# One region


def test_everything_is_in_one_region_whatever_the_shell_says(sam, monkeypatch):
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_REGION", "us-east-1")

    assert REGION == "eu-north-1"
    assert client("cloudformation").meta.region_name == "eu-north-1"
    assert not re.findall(r"\b(?:us|eu|ap)-[a-z]+-\d\b", json.dumps(sam).replace(REGION, ""))
