"""
Rules between fields, in the order in which their faults are told: people, time, goals, money.

Every rule whose places are sound runs, so that all faults are told at once. What a consumer needs is told last.
"""

from chalicelib.domain.terms.rules.consumer import CONSUMER
from chalicelib.domain.terms.rules.goals import GOALS
from chalicelib.domain.terms.rules.identity_codes import IDENTITY_CODES
from chalicelib.domain.terms.rules.money import MONEY
from chalicelib.domain.terms.rules.payers import PAYERS
from chalicelib.domain.terms.rules.people import PEOPLE
from chalicelib.domain.terms.rules.rule import Rule
from chalicelib.domain.terms.rules.time import TIME

RULES: tuple[Rule, ...] = (*PEOPLE, *TIME, *GOALS, *PAYERS, *MONEY, *CONSUMER, *IDENTITY_CODES)
