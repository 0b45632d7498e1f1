"""Processor time of pages: ours, boto3's, and beside them that of an empty page of the same framework."""

from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from statistics import median
from typing import Any

from chalice.app import Chalice, Response
from jinja2 import Environment

from bench.life import ACCEPT, LAST, Lives
from bench.measured import MeasuredService
from bench.recorder import Recorder, Turn
from dev.browser import Browser
from dev.gateway import Gateway
from dev.http import Request
from dev.template import Template

ROUNDS, WARM_UP = 30, 5
EMPTY = "an empty page"
EMPTY_PAGE = "<!doctype html><html lang=fi><title>{{ title }}</title><h1>{{ title }}</h1></html>"


@dataclass(frozen=True)
class PageTime:
    """Medians in milliseconds of processor time, and calls to AWS. ratio: own time against that of the empty page."""

    name: str
    own: float
    sdk: float
    calls: int
    bytes: int
    ratio: float


def page_times(service: MeasuredService, lives: Lives, example: dict[str, Any]) -> tuple[PageTime, ...]:
    """Of the pages that people see most, and of accepting."""
    pages = _pages(service, lives, example)
    empty = _empty_page(service.recorder)
    service.recorder.turns.clear()
    for number in range(WARM_UP + ROUNDS):
        if number == WARM_UP:
            service.recorder.turns.clear()
        for name, open_it in (*pages.items(), (EMPTY, empty)):
            service.recorder.act = name
            open_it()
    turns = [turn for turn in service.recorder.turns if turn.what.startswith("GET")]
    by = {name: [turn for turn in turns if turn.act == name] for name in (*pages, EMPTY)}
    return _told(by | _acceptances(service, lives, example))


def _pages(
    service: MeasuredService, lives: Lives, example: dict[str, Any]
) -> dict[str, Callable[[], object]]:
    since, base = len(lives.life.mails()), service.base_url
    contract = lives.sent(example)
    link = next(iter(lives.life.links(since).values()))
    sealed = lives.lived(example)
    party, author = Browser(), lives.supervisor
    return {
        "a party's page": lambda: party.get(link),
        "the supervisor's list": lambda: author.get(f"{base}/contracts"),
        "the form": lambda: author.get(f"{base}/contracts/new"),
        "a sent contract": lambda: author.get(f"{base}/contracts/{contract}"),
        "a sealed contract": lambda: author.get(f"{base}/contracts/{sealed}"),
        "the archive": lambda: author.get(f"{base}/archive"),
        "the login": lambda: Browser().get(f"{base}/login"),
    }


def _acceptances(service: MeasuredService, lives: Lives, example: dict[str, Any]) -> dict[str, list[Turn]]:
    service.recorder.turns.clear()
    for _ in range(ROUNDS // 2):
        lives.lived(example)
    posts = [turn for turn in service.recorder.turns if turn.what.endswith("/accept")]
    told = {ACCEPT: "accepting", LAST: "accepting as the last"}
    return {name: [turn for turn in posts if turn.act == act] for act, name in told.items()}


def _empty_page(recorder: Recorder) -> Callable[[], None]:
    app, page = Chalice(app_name="empty"), Environment(autoescape=True).from_string(EMPTY_PAGE)

    @app.route("/")
    def view() -> Response:
        return Response(body=page.render(title="Sopu"), headers={"Content-Type": "text/html; charset=utf-8"})

    gateway, request = Gateway(app, Template()), Request("GET", "/", Message(), b"", "127.0.0.1")

    def open_it() -> None:
        with recorder.turn("pages", "GET /"):
            gateway(request)

    return open_it


def _told(by: dict[str, list[Turn]]) -> tuple[PageTime, ...]:
    empty = median(turn.own for turn in by[EMPTY])
    return tuple(_time(name, turns, empty) for name, turns in by.items())


def _time(name: str, turns: list[Turn], empty: float) -> PageTime:
    own, sdk = median(turn.own for turn in turns), median(turn.sdk for turn in turns)
    calls, answered = (
        int(median(len(turn.calls) for turn in turns)),
        int(median(turn.answered for turn in turns)),
    )
    return PageTime(name, 1000 * own, 1000 * sdk, calls, answered, own / empty)
