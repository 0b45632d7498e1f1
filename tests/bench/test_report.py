"""docs/benchmarks and the tables of docs/scaling.md say what the kept results say."""

import json

import pytest

from bench import costs, figures, plots, report, scaling

RESULTS = json.loads((report.FOLDER / report.RESULTS).read_text(encoding="utf-8"))


def test_the_page_is_made_of_the_results():
    assert (report.FOLDER / "README.md").read_text(encoding="utf-8") == report.page(RESULTS)


@pytest.mark.parametrize(("name", "picture"), plots.plots(RESULTS).items())
def test_a_picture_is_made_of_the_results_alone(name, picture):
    assert (report.FOLDER / name).read_bytes() == picture
    assert plots.plots(RESULTS)[name] == picture


def test_the_tables_about_scaling_are_made_of_the_results():
    page = (report.FOLDER / scaling.PAGE).read_text(encoding="utf-8")

    assert page == scaling.written(page, RESULTS)
    assert page.count("<!-- made: ") == 2 + len(scaling.SIZES)


def test_results_cost_the_same_with_many_contracts_as_with_few():
    """But for pages that show 25 contracts where there are not so many, and a search, which reads its index."""
    lives = [size["costs"]["a whole life, pages too"] for size in RESULTS["sizes"]]
    rounds = [size["costs"]["a round of the clock"] for size in RESULTS["sizes"]]
    few, *more = ({act: cost["calls"] for act, cost in size["costs"].items()} for size in RESULTS["sizes"])

    assert [size["contracts"] for size in RESULTS["sizes"]] == [10, 10_000, 100_000]
    assert {(it["calls"], it["write"]) for it in lives} == {(lives[0]["calls"], lives[0]["write"])}
    assert {(it["calls"], it["read"]) for it in rounds} == {(16, 8)}
    assert all(it == few for it in more)


def test_a_limit_is_met_at_the_contracts_that_its_row_says():
    taken = scaling.use(RESULTS)
    quota = {"limit": 40, "per": "day", "uses": {"mails": 1}}
    peak = {"limit": 1, "per": "second", "uses": {"signs": 1}}

    assert scaling._met_at(quota, taken) == 10
    assert scaling._met_at(peak, taken) == 36_000


def test_a_figure_is_met_at_its_goal_and_not_above():
    assert figures._most("x", 5, 5).met
    assert not figures._most("x", 5, 5.01).met


def test_every_price_is_of_something_that_is_used_or_stands_in_the_idle_month():
    used = {costs._price(name)["unit"] for name in costs.told()["prices"]}
    told = {cost["name"] for cost in (*RESULTS["costs"], *RESULTS["idle"])}

    assert used - told == {"S3 GB-months"}


def test_the_dearest_comes_first():
    money = [cost["usd"] for cost in RESULTS["costs"]]

    assert money == sorted(money, reverse=True)
