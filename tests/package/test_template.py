"""What production gets: one function a role, every variable, and a store that cannot be emptied by the application."""

import json
import re
from dataclasses import fields

import pytest

from chalicelib.domain.terms import Terms
from chalicelib.settings import Settings
from dev.events import passes
from dev.packaging.template import functions, require_clean

FUNCTIONS = {
    "APIHandler": "chalicelib.web.front.pages",
    "Forward": "chalicelib.web.forwarding.forward",
    "Work": "chalicelib.web.working.work",
    "Seal": "chalicelib.web.sealing.seal",
    "Sweep": "chalicelib.web.sweeping.sweep",
    "Hear": "chalicelib.web.mail_events.hear",
}


def properties(sam, logical_id):
    return sam["Resources"][logical_id]["Properties"]


def test_both_templates_are_clean_to_cfn_lint(sam_file, tmp_path):
    require_clean(sam_file, tmp_path / "cloudformation.json")

    assert json.loads((tmp_path / "cloudformation.json").read_text())["Resources"]


def test_each_function_has_its_handler(sam):
    assert functions(sam) == FUNCTIONS


def test_the_environment_is_all_that_the_settings_ask_for(sam):
    given = dict.fromkeys(sam["Globals"]["Function"]["Environment"]["Variables"], "x")

    settings = Settings.from_environment(given)

    assert "" not in {getattr(settings, field.name) for field in fields(Settings) if field.name != "clock"}


def test_the_environment_does_not_point_at_the_api_that_points_at_the_functions(sam):
    assert "RestAPI" not in json.dumps(sam["Globals"])


@pytest.mark.parametrize(
    ("keys", "name", "forwarded"),
    [
        ({"pk": {"S": "CONTRACT#1"}, "sk": {"S": "ENTRY#000001"}}, "INSERT", True),
        ({"pk": {"S": "CONTRACT#1"}, "sk": {"S": "ENTRY#000001"}}, "MODIFY", False),
        ({"pk": {"S": "CONTRACT#1"}, "sk": {"S": "ENTRY#000001"}}, "REMOVE", False),
        ({"pk": {"S": "CONTRACT#1"}, "sk": {"S": "HEAD"}}, "INSERT", False),
        ({"pk": {"S": "CONTRACT#1"}, "sk": {"S": "PRIVATE#000001"}}, "INSERT", False),
        ({"pk": {"S": "LINK#abc"}, "sk": {"S": "LINK"}}, "INSERT", False),
    ],
)
def test_the_stream_wakes_forward_for_new_entries_only(sam, keys, name, forwarded):
    (source,) = properties(sam, "Forward")["Events"].values()
    (pattern,) = source["Properties"]["FilterCriteria"]["Filters"]

    assert (
        passes(json.loads(pattern["Pattern"]), {"eventName": name, "dynamodb": {"Keys": keys}}) is forwarded
    )


def test_a_poisonous_stream_record_cannot_stop_the_stream(sam):
    (source,) = properties(sam, "Forward")["Events"].values()

    assert source["Properties"]["MaximumRetryAttempts"] <= 10
    assert source["Properties"]["BisectBatchOnFunctionError"] is True
    assert source["Properties"]["DestinationConfig"]["OnFailure"]["Type"] == "SQS"


@pytest.mark.parametrize(
    ("function", "queue", "dead"),
    [("Work", "JobsQueue", "JobsDeadLetters"), ("Seal", "SealsQueue", "SealsDeadLetters")],
)
def test_a_message_is_seen_again_only_after_its_function_has_surely_ended(sam, function, queue, dead):
    (source,) = properties(sam, function)["Events"].values()

    assert source["Properties"]["Queue"] == {"Fn::GetAtt": [queue, "Arn"]}
    assert source["Properties"]["BatchSize"] == 1
    assert properties(sam, queue)["VisibilityTimeout"] >= 6 * properties(sam, function)["Timeout"]
    assert properties(sam, queue)["RedrivePolicy"]["deadLetterTargetArn"] == {"Fn::GetAtt": [dead, "Arn"]}
    assert properties(sam, dead)["MessageRetentionPeriod"] == 14 * 24 * 3600


def test_news_of_mails_come_a_few_at_a_time_and_those_that_failed_come_again(sam):
    (source,) = properties(sam, "Hear")["Events"].values()

    assert source["Properties"]["Queue"] == {"Fn::GetAtt": ["MailEventsQueue", "Arn"]}
    assert source["Properties"]["BatchSize"] == 10
    assert source["Properties"]["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert properties(sam, "MailEventsQueue")["VisibilityTimeout"] >= 6 * properties(sam, "Hear")["Timeout"]
    assert properties(sam, "MailEventsQueue")["RedrivePolicy"]["deadLetterTargetArn"] == {
        "Fn::GetAtt": ["MailEventsDeadLetters", "Arn"]
    }


def test_ses_alone_tells_the_topic_and_the_topic_alone_the_queue(sam):
    (tells,) = properties(sam, "MailEventsPolicy")["PolicyDocument"]["Statement"]
    carries, tls = properties(sam, "MailEventsQueuePolicy")["PolicyDocument"]["Statement"]

    assert tells["Principal"] == {"Service": "ses.amazonaws.com"}
    assert tells["Condition"]["StringEquals"]["aws:SourceAccount"] == {"Ref": "AWS::AccountId"}
    assert "configuration-set/${FollowedMails}" in json.dumps(tells["Condition"])
    assert carries["Principal"] == {"Service": "sns.amazonaws.com"}
    assert carries["Condition"] == {"ArnEquals": {"aws:SourceArn": {"Ref": "MailEvents"}}}
    assert tls["Effect"] == "Deny"


def test_the_queue_gets_the_envelope_that_names_the_topic(sam):
    assert properties(sam, "MailEventsSubscription")["RawMessageDelivery"] is False


def test_ses_tells_of_what_matters_and_of_nothing_else(sam):
    told = properties(sam, "FollowedMailsDestination")["EventDestination"]

    assert set(told["MatchingEventTypes"]) == {"bounce", "complaint", "delivery", "reject"}


def test_no_list_of_addresses_keeps_back_a_mail_that_nobody_follows(sam):
    """An empty list switches suppression off for these mails (aws-cdk: disableSuppressionList); none would be the account's."""
    assert properties(sam, "UnfollowedMails") == {"SuppressionOptions": {"SuppressedReasons": []}}
    assert properties(sam, "FollowedMails") == {"SuppressionOptions": {"SuppressedReasons": ["COMPLAINT"]}}
    assert properties(sam, "FollowedMailsDestination")["ConfigurationSetName"] == {"Ref": "FollowedMails"}


def test_what_is_agreed_outlives_the_stack(sam):
    for logical_id in ("Table", "Bucket", "BucketPolicy", "SealKey"):
        assert sam["Resources"][logical_id]["DeletionPolicy"] == "Retain"
        assert sam["Resources"][logical_id]["UpdateReplacePolicy"] == "Retain"


def test_offered_documents_outlive_the_longest_deadline_and_the_latest_seal(sam):
    (limits,) = Terms.model_fields["signing_deadline_days"].metadata
    rules = properties(sam, "Bucket")["LifecycleConfiguration"]["Rules"]
    (days,) = [rule["ExpirationInDays"] for rule in rules if rule.get("Prefix") == "offered/"]
    seconds = [
        properties(sam, queue)["MessageRetentionPeriod"] for queue in ("SealsQueue", "SealsDeadLetters")
    ]

    assert days > limits.most + sum(seconds) / (24 * 3600)


def test_the_bucket_can_lock_but_locks_nothing_by_itself(sam):
    bucket = properties(sam, "Bucket")

    assert bucket["ObjectLockEnabled"] is True
    assert "ObjectLockConfiguration" not in bucket
    assert bucket["VersioningConfiguration"] == {"Status": "Enabled"}
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}


def test_only_offered_documents_go_by_themselves(sam):
    expiring = [
        rule
        for rule in properties(sam, "Bucket")["LifecycleConfiguration"]["Rules"]
        if {"ExpirationInDays", "NoncurrentVersionExpiration"} & set(rule)
    ]

    assert [(rule["Prefix"], rule["ExpirationInDays"]) for rule in expiring] == [("offered/", 90)]


def test_no_function_writes_an_url_into_a_log_or_a_trace(sam):
    api = properties(sam, "RestAPI")

    assert not {"path", "Path", "query", "identity"} & set(
        api["AccessLogSetting"]["Format"].split("$context.")
    )
    assert "ath" not in api["AccessLogSetting"]["Format"]
    assert api["TracingEnabled"] is False
    assert {setting["DataTraceEnabled"] for setting in api["MethodSettings"]} == {False}
    assert "Active" not in {properties(sam, name)["Tracing"] for name in FUNCTIONS}


def test_api_gateways_own_answers_are_pages_without_script(sam):
    answers = properties(sam, "RestAPI")["GatewayResponses"]

    assert answers["MISSING_AUTHENTICATION_TOKEN"]["StatusCode"] == 404
    for answer in answers.values():
        (page,) = answer["ResponseTemplates"].values()
        assert page.startswith("<!doctype html>")
        assert '<html lang="fi">' in page
        assert "<script" not in page
        assert "$" not in page  # API Gateway would take it for one of its variables


def test_header_values_of_api_gateways_answers_hold_no_quotes(sam):
    for answer in properties(sam, "RestAPI")["GatewayResponses"].values():
        headers = answer["ResponseParameters"]["Headers"]
        assert {"Content-Security-Policy", "Referrer-Policy", "Cache-Control"} <= set(headers)
        assert not [value for value in headers.values() if "'" in value[1:-1]]


def test_somebody_is_told_when_a_message_dies(sam):
    watched = {
        resource["Properties"]["Dimensions"][0]["Value"]["Fn::GetAtt"][0]
        for resource in sam["Resources"].values()
        if resource["Type"] == "AWS::CloudWatch::Alarm"
        and "Fn::GetAtt" in resource["Properties"]["Dimensions"][0]["Value"]
    }

    assert {"JobsDeadLetters", "SealsDeadLetters", "ForwardFailures", "JobsQueue", "SealsQueue"} <= watched
    assert "MailEventsDeadLetters" in watched


def test_every_log_ends_some_day(cloudformation):
    groups = [
        r["Properties"] for r in cloudformation["Resources"].values() if r["Type"] == "AWS::Logs::LogGroup"
    ]

    assert len(groups) == len(FUNCTIONS) + 1
    assert {group["RetentionInDays"] for group in groups} == {30}


def test_a_domain_is_made_only_for_who_has_one_and_the_apis_own_address_stays(sam):
    conditions = {
        name: it.get("Condition") for name, it in sam["Resources"].items() if name.startswith("Domain")
    }

    assert conditions == {
        "DomainCertificate": "HasDomain",
        "DomainName": "HasDomain",
        "DomainMapping": "HasDomain",
        "DomainRecord": "HasHostedZone",
    }
    assert "DisableExecuteApiEndpoint" not in properties(sam, "RestAPI")


def test_the_domain_leads_to_the_stage_that_the_template_makes(cloudformation):
    stages = [
        name for name, it in cloudformation["Resources"].items() if it["Type"] == "AWS::ApiGateway::Stage"
    ]

    assert [properties(cloudformation, "DomainMapping")["Stage"]] == [{"Ref": name} for name in stages]


def test_every_queue_for_what_failed_is_watched(sam):
    named = re.findall(
        r'"(?:deadLetterTargetArn|Destination|TargetArn)": \{"Fn::GetAtt": \["(\w+)"', json.dumps(sam)
    )
    watched = {
        resource["Properties"]["Dimensions"][0]["Value"]["Fn::GetAtt"][0]
        for resource in sam["Resources"].values()
        if resource["Type"] == "AWS::CloudWatch::Alarm"
        and resource["Properties"].get("MetricName") == "ApproximateNumberOfMessagesVisible"
    }

    assert {"JobsDeadLetters", "SealsDeadLetters", "ForwardFailures"} <= set(named) <= watched
