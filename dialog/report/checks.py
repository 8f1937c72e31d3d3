"""What a figure must obey, and what is odd enough to need a reason: in answers, summaries and corrections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from dialog.report.draft import Draft
from dialog.report.facts import ReportFacts
from dialog.report.lines import in_form, label
from locales.text import Month, Text, text
from programmes.periods import Period
from scoring.figures import Figure, FiledMonth, History, Kind, Status


@dataclass(frozen=True, slots=True)
class Breach:
    """A part larger than its whole (senior > certificates). `period` None: already in the opening balance."""

    part: str
    whole: str
    part_value: int
    whole_value: int
    period: Period | None
    in_cumulative: bool

    def spoken(self, facts: ReportFacts) -> Text:
        programme = facts.programme
        part, whole = label(programme, self.part), label(programme, self.whole)
        if self.period is None:
            key = "report.breach.opening"
            return text(key, part=part, whole=whole, part_value=self.part_value, whole_value=self.whole_value)
        return text(
            "report.breach.cumulative" if self.in_cumulative else "report.breach.month",
            part=part,
            whole=whole,
            part_value=self.part_value,
            whole_value=self.whole_value,
            period=Month(self.period.year, self.period.month),
        )


@dataclass(frozen=True, slots=True)
class Oddity:
    """Possible, but worth a second look: the reason given is stored with the figure."""

    line: str
    value: int
    over_target: int | None
    cumulative: int
    mean: Fraction | None

    def spoken(self, facts: ReportFacts) -> Text:
        name = label(facts.programme, self.line)
        if self.over_target is not None:
            return text("report.odd.over_target", label=name, cumulative=self.cumulative, target=self.over_target)
        mean = self.mean or Fraction(0)
        return text("report.odd.jump", label=name, value=self.value, mean=int(mean + Fraction(1, 2)))


def revised(history: History, period: Period, figures: Mapping[str, Figure]) -> History:
    """The history as it would stand with other figures in a filed month."""
    return replace(history, months={**history.months, period: replace(history.months[period], figures=figures)})


def drafted(facts: ReportFacts, draft: Draft) -> History:
    """The history as it would stand with the draft filed."""
    history, since = facts.history, draft.since
    filed = FiledMonth(draft.period, draft.figures, 0, Status.DRAFT, None, since, since, "draft", "")
    opening = draft.opening if history.opening is None else history.opening
    return replace(history, opening=opening, months={**history.months, draft.period: filed})


def breach(facts: ReportFacts, history: History, since: Period | None) -> Breach | None:
    """The first part larger than its whole, in the opening balance or in any month from `since` on."""
    for indicator in in_form(facts.programme):
        if indicator.part_of is not None:
            found = _breach_of(indicator.code, indicator.part_of, history, since)
            if found:
                return found
    return None


def _breach_of(part: str, whole: str, history: History, since: Period | None) -> Breach | None:
    opening = history.opening or {}
    if part in opening and whole in opening and opening[part] > opening[whole]:
        return Breach(part, whole, opening[part], opening[whole], None, True)
    for period in sorted(p for p in history.months if since is None or p >= since):
        figures = history.months[period].figures
        if whole not in figures:
            continue
        if part in figures and figures[part].counted > figures[whole].counted:
            return Breach(part, whole, figures[part].counted, figures[whole].counted, period, False)
        parts, wholes = history.cumulative(part, period), history.cumulative(whole, period)
        if parts > wholes:
            return Breach(part, whole, parts, wholes, period, True)
    return None


def oddity(facts: ReportFacts, history: History, period: Period, code: str) -> Oddity | None:
    """What is odd about the figure that `history` holds for that line and month; bodies are never odd."""
    figure = history.figure(code, period)
    if figure is None or not figure.value or facts.programme.indicator(code).stock:
        return None
    cumulative, target = history.cumulative(code, period), facts.unit.targets.get(code)
    crossed = target is not None and cumulative - figure.value <= target < cumulative
    mean = _jump(facts, history, period, code, figure.value)
    if not crossed and mean is None:
        return None
    return Oddity(code, figure.value, target if crossed else None, cumulative, mean)


def _jump(facts: ReportFacts, history: History, period: Period, code: str, value: int) -> Fraction | None:
    """The mean of the earlier months that are not zero, when the value is unusually far above it."""
    form = facts.programme.form
    found = (history.figure(code, month) for month in history.months if month < period)
    earlier = [figure.counted for figure in found if figure and figure.counted]
    if len(earlier) < form.unusual_months or value < form.unusual_least:
        return None
    mean = Fraction(sum(earlier), len(earlier))
    return mean if value >= form.unusual_factor * mean else None


def lacks_reason(facts: ReportFacts, draft: Draft) -> str | None:
    """The first line whose figure stands without the reason that it needs."""
    history = drafted(facts, draft)
    for line in facts.programme.form.lines:
        figure = draft.figures.get(line.indicator)
        if figure is None or figure.reason:
            continue
        if figure.kind is Kind.NOT_APPLICABLE or oddity(facts, history, draft.period, line.indicator):
            return line.indicator
    return None
