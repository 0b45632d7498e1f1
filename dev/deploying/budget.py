"""
The sum beyond which somebody is told what AWS costs. By Budgets' own interface: CloudFormation has no
AWS::Budgets::Budget in this region.
"""

from typing import Any

from botocore.exceptions import ClientError

from chalicelib.aws.failures import code
from dev.deploying.account import client

USUAL = "25"
# When so many hundredths are spent, and when the month looks like passing the whole.
TOLD_AT = (("ACTUAL", 80), ("FORECASTED", 100))


def keep(account: str, name: str, dollars: str, mail: str) -> None:
    """
    A budget a month of this name for the whole account, instead of the one that is there; "0" takes that away.

    mail: who is told. A second call makes the same again.
    """
    budgets = client("budgets")
    try:
        budgets.delete_budget(AccountId=account, BudgetName=name)
    except ClientError as error:
        if code(error) != "NotFoundException":
            raise
    if int(dollars):
        budgets.create_budget(
            AccountId=account,
            Budget={
                "BudgetName": name,
                "BudgetType": "COST",
                "TimeUnit": "MONTHLY",
                "BudgetLimit": {"Amount": dollars, "Unit": "USD"},
            },
            NotificationsWithSubscribers=[_told(kind, share, mail) for kind, share in TOLD_AT],
        )


def _told(kind: str, share: int, mail: str) -> dict[str, Any]:
    return {
        "Notification": {
            "NotificationType": kind,
            "ComparisonOperator": "GREATER_THAN",
            "Threshold": share,
            "ThresholdType": "PERCENTAGE",
        },
        "Subscribers": [{"SubscriptionType": "EMAIL", "Address": mail}],
    }
