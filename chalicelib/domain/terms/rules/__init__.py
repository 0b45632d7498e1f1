"""
Rules between fields (contract.md §4.4), in the order in which their faults are told: people, time, money.

Every rule whose places are sound runs, so that all faults are told at once.
"""

from chalicelib.domain.terms.rules.money import MONEY
from chalicelib.domain.terms.rules.people import PEOPLE
from chalicelib.domain.terms.rules.rule import Rule
from chalicelib.domain.terms.rules.time import TIME

RULES: tuple[Rule, ...] = (*PEOPLE, *TIME, *MONEY)
