"""Rules about when, where and to what end people meet: (field, code, what breaks it, what mends it), by the rule as a sentence."""

from tests.builders import ABSENT
from tests.domain.constellations import C1, C2, OWN_GOALS, B, people

TIME = {
    "it does not begin in the past": ("start_date", "date_past", {"start_date": "2026-11-22"}, {"start_date": "2026-11-23"}),
    "it ends after it began": ("end_date", "ends_before_start", {"end_date": "2027-01-18"}, {"end_date": "2027-01-19"}),
    "it begins within three years": (
        "start_date", "date_far_away", {"start_date": "2029-12-01", "end_date": None},
        {"start_date": "2029-11-20", "end_date": None},
    ),
    "it ends within twenty years": ("end_date", "date_far_away", {"end_date": "2047-01-01"}, {"end_date": "2046-12-31"}),
    "the shorter interval comes first": (
        "session_interval_weeks-1", "interval_reversed", {"session_interval_weeks": [4, 3]},
        {"session_interval_weeks": [3, 3]},
    ),
    "something follows the trial": (
        "sessions_total", "only_trial_sessions", {"sessions_total": 2, "trial_sessions": 2},
        {"sessions_total": 3, "trial_sessions": 2},
    ),
    "a place has an address": (
        "place_detail", "required", {"place_detail": " "},
        {"place_detail": " ", "place_mode": "remote", "remote_rules-allowed": True},
    ),
    "who meets at a distance allows it": (
        "remote_rules-allowed", "remote_place_needs_remote", {"place_mode": "hybrid"},
        {"place_mode": "hybrid", "remote_rules-allowed": True},
    ),
    "there is some method": (
        "methods-text", "no_method", {"methods": {"choices": []}}, {"methods": {"choices": [], "text": "Kävely"}},
    ),
    "the manager sees some goals": ("goals_shared", "goals_missing", {"goals_shared": ""}, B | {"goals_shared": ""}),
    "the talk that maps the need comes before the start": (
        "exploratory_talk_on", "talk_after_start", {"exploratory_talk_on": "2027-01-19"},
        {"exploratory_talk_on": "2027-01-18"},
    ),
    "a place holds no link": (
        "place_detail", "way_in_told", {"place_detail": "https://kokous.example/1"}, {"place_detail": "Etäyhteydellä"},
    ),
    "a place holds no password": (
        "place_detail", "way_in_told", {"place_detail": "Huone 2, salasana 1234"}, {"place_detail": "Huone 2"},
    ),
    "a tool is no link": (
        "remote_rules-tool", "way_in_told", {"remote_rules-tool": "www.kokous.example/1"}, {"remote_rules-tool": "Teams"},
    ),
    "a place holds no link without its beginning": (
        "place_detail", "way_in_told", {"place_detail": "Etänä meet.google.com/abc-defg-hij"},
        {"place_detail": "Etänä, ks. meet.google.com"},
    ),
    "a tool holds no link with its password": (
        "remote_rules-tool", "way_in_told", {"remote_rules-tool": "zoom.us/j/1?pwd=abc"}, {"remote_rules-tool": "Zoom"},
    ),
    "a password in a link is one": (
        "place_detail", "way_in_told", {"place_detail": "Kokous 81234, pwd=abc"}, {"place_detail": "Kokoushuone 3.krs/B"},
    ),
    "how times are agreed holds no password, but may name a page for booking": (
        "scheduling-text", "way_in_told", {"scheduling": {"mode": "series", "text": "Kalenteri, salasana kevät27"}},
        {"scheduling": {"mode": "series", "text": "Varaa aika: https://ajat.example/ohjaus"}},
    ),
    "a text holds no identity code": (
        "goals_shared", "identity_code_told", {"goals_shared": "Aino (131052-308T) jaksaa paremmin"},
        {"goals_shared": "Aino (131052-308U) jaksaa paremmin"},
    ),
    "an identity code is known by any sign of its century": (
        "methods-text", "identity_code_told", {"methods": {"choices": [], "text": "131052y308t"}},
        {"methods": {"choices": [], "text": "Huone 131052y3081"}},
    ),
    "a line about somebody holds no identity code": (
        "supervisees-0-job_title", "identity_code_told", {"supervisees-0-job_title": "Ohjaaja 131052 – 308T"},
        {"supervisees-0-job_title": "Ohjaaja 2"},
    ),
    "an annex holds no identity code": (
        "goals_supervisees", "identity_code_told",
        {"goals_annex_used": True, "goals_supervisees": f"{OWN_GOALS}\n131052A308T"},
        {"goals_annex_used": True, "goals_supervisees": OWN_GOALS},
    ),
    "keeping over six years has a reason": (
        "retention_reason", "retention_reason_missing", {"retention_years": 7}, {"retention_years": 6},
    ),
    "a reason keeps a contract for ten years": (
        "retention_reason", "retention_reason_missing", {"retention_years": 10, "retention_reason": " "},
        {"retention_years": 10, "retention_reason": "Rahoittajan ehto"},
    ),
    "goals may be agreed later": (
        "goals_shared", "goals_missing", {"goals_shared": ""}, {"goals_shared": "", "goals_agreed_later": True},
    ),
    "an annex holds goals": (
        "goals_supervisees", "annex_goals_missing", {"goals_annex_used": True},
        {"goals_annex_used": True, "goals_supervisees": OWN_GOALS},
    ),
    "goals of an annex are more than a word": (
        "goals_supervisees", "too_short", {"goals_annex_used": True, "goals_supervisees": "123456789"},
        {"goals_annex_used": True, "goals_supervisees": "1234567890"},
    ),
    "what was written for the annex is not dropped": (
        "goals_annex_used", "goals_without_annex", {"goals_supervisees": OWN_GOALS},
        {"goals_supervisees": OWN_GOALS, "goals_annex_used": ABSENT},
    ),
    "without a manager there may be an annex too": (
        "goals_annex_used", "goals_without_annex", B | {"goals_supervisees": OWN_GOALS},
        B | {"goals_supervisees": OWN_GOALS, "goals_annex_used": True},
    ),
    "an annex of a work group has somebody to accept it": (
        "goals_annex_used", "annex_needs_supervisees",
        C2 | {"goals_supervisees": OWN_GOALS, "goals_annex_used": True},
        C2 | people(2) | {"goals_supervisees": OWN_GOALS, "goals_annex_used": True},
    ),
    "a supervised manager accepts the annex": (
        "goals_supervisees", "annex_goals_missing", C1 | {"goals_annex_used": True},
        C1 | {"goals_annex_used": True, "goals_supervisees": OWN_GOALS},
    ),
    "goals are more than a word": ("goals_shared", "too_short", {"goals_shared": "123456789"}, {"goals_shared": "1234567890"}),
    "a least attendance has its number": (
        "group_absence-min", "required", {"group_absence": {"mode": "min_present"}},
        {"group_absence": {"mode": "min_present", "min": 4}},
    ),
    "a least attendance is within the group": (
        "group_absence-min", "more_than_people", {"group_absence": {"mode": "min_present", "min": 5}},
        {"group_absence": {"mode": "min_present", "min": 4}},
    ),
}  # fmt: skip
