"""Every figure of an answer equals what a plain loop over the raw rows gives."""

from __future__ import annotations

import math
from datetime import UTC, datetime

from hypothesis import given, settings

from locales.catalog import catalog
from programmes.periods import Period
from scoring.answers import Answer, Given, Horizon, Intent, Outcome, Question, When, answer
from tests.scoring.answers.given_reports import CODES, Raw, facts, halves, last, programme, raws, total, unit

NOW = datetime(2022, 6, 25, 4, tzinfo=UTC)
NAMES = ("焦作大学", "开封大学", "焦作市", "洛阳市", "信阳学院", "滑县", "许昌学院")


def ask(intent: Intent, held: Given, *names: str, **more: object) -> Answer:
    question = Question(intent, units=tuple(unit(name).code for name in names), **more)  # type: ignore[arg-type]
    found = answer(question, held, NOW)
    for language in ("zh_CN", "en"):
        assert catalog(language).lines(found.lines).text
    return found


def values(found: Answer, measure: str) -> dict[tuple[str, str | None], object]:
    return {(one.unit, one.indicator): one.value for one in found.figures if one.measure == measure}


@settings(max_examples=60, deadline=None)
@given(raws)
def test_rates_cumulatives_and_what_remains(raw: Raw) -> None:
    held = facts(raw)
    rates = ask(Intent.CUMULATIVE_RATE, held, *NAMES)
    left, sums = ask(Intent.REMAINING, held, *NAMES), ask(Intent.CUMULATIVE, held, *NAMES)
    for name in NAMES:
        reported = last(raw, name, "2022-06")
        for code, target in unit(name).targets.items():
            done = total(raw, name, code, "2022-06")
            assert values(rates, "rate")[name, code] == (halves(done, target) if reported else None)
            if reported:
                assert values(sums, "cumulative")[name, code] == done
                assert values(left, "remaining")[name, code] == max(0, target - done)


@settings(max_examples=60, deadline=None)
@given(raws)
def test_the_gap_is_to_half_of_the_target_in_june(raw: Raw) -> None:
    found = values(ask(Intent.QUARTER_GAP, facts(raw), *NAMES), "gap")
    for name in NAMES:
        for code, target in unit(name).targets.items():
            if last(raw, name, "2022-06"):
                assert found[name, code] == max(0, math.ceil(target / 2 - total(raw, name, code, "2022-06")))


@settings(max_examples=60, deadline=None)
@given(raws)
def test_the_pace_is_what_is_missing_over_the_months_after_the_last_report(raw: Raw) -> None:
    year = ask(Intent.PACE, facts(raw), *NAMES)
    quarter = ask(Intent.PACE, facts(raw), *NAMES, horizon=Horizon.QUARTER)
    for name in NAMES:
        reported = last(raw, name, "2022-06")
        for code, target in unit(name).targets.items():
            if reported is None:
                continue
            done, month = total(raw, name, code, "2022-06"), int(reported[-2:])
            assert values(year, "pace")[name, code] == math.ceil(max(0, target - done) / (12 - month))
            missing, months = max(0, math.ceil(target / 2 - done)), 6 - month
            expected = math.ceil(missing / months) if months else (None if missing else 0)
            assert values(quarter, "pace")[name, code] == expected
            assert values(quarter, "missing")[name, code] == missing


@settings(max_examples=60, deadline=None)
@given(raws)
def test_a_month_that_was_not_reported_has_no_figure(raw: Raw) -> None:
    may = When(Period(2022, 5), Period(2022, 5))
    for intent, measure in ((Intent.MONTH_FIGURE, "completed"), (Intent.CUMULATIVE_RATE, "rate")):
        found = values(ask(intent, facts(raw), *NAMES, when=may), measure)
        for name in NAMES:
            for code, target in unit(name).targets.items():
                row = raw.get(name, {}).get("2022-05")
                if row is None:
                    assert found[name, code] is None
                elif intent is Intent.MONTH_FIGURE:
                    assert found[name, code] == row[code]
                else:
                    assert found[name, code] == halves(total(raw, name, code, "2022-05"), target)


@settings(max_examples=40, deadline=None)
@given(raws)
def test_ranks_and_what_it_takes_to_pass(raw: Raw) -> None:
    held = facts(raw)
    ranks, passing = ask(Intent.RANK, held, *NAMES), ask(Intent.PASS_NEXT, held, *NAMES)
    for name in NAMES:
        own = unit(name)
        for code, target in own.targets.items():
            if last(raw, name, "2022-06") is None:
                assert values(ranks, "rank")[name, code] is None
                continue
            done = total(raw, name, code, "2022-06")
            rivals = [u for u in programme().units if u.unit_class == own.unit_class and code in u.targets]
            shares = [(total(raw, u.name, code, "2022-06"), u.targets[code]) for u in rivals]
            ahead = [(a, b) for a, b in shares if a * target > done * b]
            assert values(ranks, "rank")[name, code] == len(ahead) + 1
            if ahead:
                a, b = min(ahead, key=lambda pair: pair[0] / pair[1])
                needed = next(n for n in range(1, 10**9) if (done + n) * b > a * target) if a < 400 else None
                if needed is not None:
                    assert values(passing, "to_pass")[name, code] == needed


@settings(max_examples=40, deadline=None)
@given(raws)
def test_totals_are_sums_of_units_with_a_target(raw: Raw) -> None:
    found = ask(Intent.TOTALS, facts(raw), unit_class="all")
    for scope in ("bureaus", "schools", "all"):
        for code in CODES:
            members = [u for u in programme().units if scope in (u.unit_class, "all") and code in u.targets]
            if not members:
                continue
            target = sum(u.targets[code] for u in members)
            done = sum(total(raw, u.name, code, "2022-06") for u in members)
            assert values(found, "cumulative")[scope, code] == done
            assert values(found, "rate")[scope, code] == halves(done, target)


@settings(max_examples=40, deadline=None)
@given(raws)
def test_the_forecast_goes_straight_on(raw: Raw) -> None:
    found = values(ask(Intent.FORECAST, facts(raw), *NAMES), "forecast")
    for name in NAMES:
        reported = last(raw, name, "2022-06")
        for code in unit(name).targets:
            if reported is None:
                assert found[name, code] is None
                continue
            done = total(raw, name, code, "2022-06")
            months = done - raw[name].get("opening", {}).get(code, 0)
            elapsed, left = int(reported[-2:]) - 2, 12 - int(reported[-2:])
            assert found[name, code] == done + math.floor(months * left / elapsed + 0.5)


@settings(max_examples=40, deadline=None)
@given(raws)
def test_the_trend_shows_each_month_as_it_was_filed(raw: Raw) -> None:
    found = ask(Intent.TREND, facts(raw), *NAMES, indicators=("training",))
    for one in found.figures:
        if one.measure == "completed":
            row = raw.get(one.unit, {}).get(str(one.period))
            assert one.value == (row["training"] if row else None)
        else:
            done = total(raw, one.unit, "training", str(one.period))
            target = unit(one.unit).targets["training"]
            assert one.value == (done if one.measure == "cumulative" else halves(done, target))


@settings(max_examples=40, deadline=None)
@given(raws)
def test_the_slowest_and_the_fastest_are_the_ends_of_the_same_order(raw: Raw) -> None:
    held = facts(raw)
    schools = [u for u in programme().units if u.unit_class == "schools"]
    shares = {u.name: total(raw, u.name, "training", "2022-06") / u.targets["training"] for u in schools}
    for intent, sign in ((Intent.SLOWEST, 1), (Intent.FASTEST, -1)):
        found = ask(intent, held, unit_class="schools", indicators=("training",), count=7)
        listed = [one.unit for one in found.figures]
        assert listed == sorted(shares, key=lambda name: (sign * shares[name], unit(name).number))[:7]


@settings(max_examples=40, deadline=None)
@given(raws)
def test_who_reported_and_the_rates_of_it(raw: Raw) -> None:
    held = facts(raw)
    missing = {u.name for u in programme().units if "2022-06" not in raw.get(u.name, {})}
    june = When(Period(2022, 6), Period(2022, 6))
    assert {one.unit for one in ask(Intent.NOT_REPORTED, held, when=june).figures} == missing
    rates = ask(Intent.REPORTING_RATE, held, unit_class="all", when=june)
    assert values(rates, "reporting_rate")["all", None] == halves(171 - len(missing), 171)
    zero = ask(Intent.ZERO_PROGRESS, held, indicators=("training",))
    nothing = {u.name for u in programme().units if total(raw, u.name, "training", "2022-06") == 0}
    assert {one.unit for one in zero.figures} == nothing


def test_a_class_is_compared_with_its_total() -> None:
    held = facts({"焦作大学": {"2022-06": dict.fromkeys(CODES, 10)}})
    found = ask(Intent.COMPARE, held, "焦作大学", unit_class="schools", indicators=("training",))
    assert set(values(found, "rate")) == {("焦作大学", "training"), ("schools", "training")}
    assert found.outcome is Outcome.ANSWERED
