"""The shipped programme against its documents, by a second transcription that was read from 附件1 on its own."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from programmes.loading import check, shipped
from programmes.model import Citation, Programme
from programmes.periods import Period

TARGETS = ("training", "certificates", "senior", "one_plus_x")

# First and last row of each page of 附件1, then of the two classes, and what the columns add up to there.
SUMS = [
    (1, 22, 304500, 260070, 0, 52010),
    (23, 50, 169500, 74980, 27400, 8480),
    (51, 78, 209300, 117670, 71100, 18850),
    (79, 105, 173600, 144160, 103000, 29830),
    (106, 133, 131200, 109860, 80500, 22050),
    (134, 152, 74100, 61740, 28000, 12440),
    (153, 171, 37800, 31520, 0, 6340),
    (1, 28, 321700, 273170, 0, 54630),
    (29, 171, 778300, 526830, 310000, 95370),
]
CELLS = [
    (1, "郑州市", 80000, 70000, None, 14000),
    (8, "焦作市", 9000, 7700, None, 1540),
    (18, "济源市", 1100, 1000, None, 200),
    (20, "兰考县", 200, 110, None, 20),
    (22, "滑县", 3100, 2400, None, 480),
    (23, "长垣市", 3900, 3000, None, 600),
    (28, "新蔡县", 4500, 3500, None, 700),
    (29, "河南理工大学", 500, 450, 300, 90),
    (33, "周口师范学院", 7000, 1660, None, None),
    (34, "河南城建学院", 5500, 1300, None, None),
    (43, "郑州师范学院", 6000, 2490, 1200, 240),
    (46, "河南财政金融学院", 7000, 4170, 2800, 560),
    (50, "郑州科技学院", 13000, 6460, 3400, 800),
    (51, "郑州工业应用技术学院", 15000, 7690, 3600, 1030),
    (59, "信阳学院", 5500, 1350, None, None),
    (64, "新乡医学院三全学院", 6500, 2590, 1200, 240),
    (67, "河南科技职业大学", 4500, 3810, 3200, 770),
    (69, "郑州铁路职业技术学院", 10000, 8250, 6500, 2070),
    (72, "河南司法警官职业学院", 2000, 1910, 1600, 390),
    (75, "焦作大学", 5500, 4410, 3400, 890),
    (76, "黄河水利职业技术学院", 9000, 7250, 6000, 1820),
    (87, "平顶山工业职业技术学院", 7000, 5570, 4400, 1120),
    (96, "郑州工业安全职业学院", 8000, 6460, 1700, 1300),
    (103, "郑州职业技术学院", 6000, 5110, 4300, 1030),
    (123, "鹤壁汽车工程职业学院", 1900, 1530, 800, 310),
    (130, "洛阳科技职业学院", 12000, 9930, 3700, 1980),
    (138, "郑州财税金融职业学院", 3300, 2610, 2000, 530),
    (147, "平顶山职业技术学院", 3000, 2540, 1300, 510),
    (149, "河南女子职业学院", 10000, 8400, None, 1680),
    (152, "河南省工业学校", 5000, 4200, None, 840),
    (155, "河南省民族中等专业学校", 200, 120, None, 20),
    (161, "河南省新闻出版学校", 2000, 1900, None, 380),
    (163, "中国共产主义青年团河南省团校", 100, 30, None, 10),
    (171, "河南卫生健康干部学院", 1500, 1240, None, 250),
]
ABSORBED = {
    96: ("河南信息工程学校",),
    139: ("河南省工业设计学校", "河南省轻工业学校"),
    144: ("郑州测绘学校",),
    145: ("河南省财经学校", "河南省工业科技学校"),
    148: ("河南省电子科技学校",),
    149: ("河南省幼儿师范学校",),
    150: ("河南省外贸学校",),
    151: ("河南辅读中等职业学校",),
}


def test_it_is_shipped_and_sound() -> None:
    assert "henan-edu-2022" in shipped()
    assert check("henan-edu-2022") == ()


def test_all_units_of_the_table_are_there_in_its_order(henan: Programme) -> None:
    assert [unit.number for unit in henan.units] == list(range(1, 172))
    assert [unit.code for unit in henan.units] == [f"hn-{number:03}" for number in range(1, 172)]


@pytest.mark.parametrize(("first", "last", "training", "certificates", "senior", "one_plus_x"), SUMS)
def test_columns_add_up_page_by_page(
    henan: Programme, first: int, last: int, training: int, certificates: int, senior: int, one_plus_x: int
) -> None:
    rows = henan.units[first - 1 : last]
    sums = [sum(unit.targets.get(code, 0) for unit in rows) for code in TARGETS]
    assert sums == [training, certificates, senior, one_plus_x]


@pytest.mark.parametrize(("number", "name", "training", "certificates", "senior", "one_plus_x"), CELLS)
def test_rows_say_what_the_document_says(
    henan: Programme,
    number: int,
    name: str,
    training: int,
    certificates: int,
    senior: int | None,
    one_plus_x: int | None,
) -> None:
    unit = henan.units[number - 1]
    assert unit.name == name
    assert [unit.targets.get(code) for code in TARGETS] == [training, certificates, senior, one_plus_x]


def test_a_dash_is_no_target_and_never_zero(henan: Programme) -> None:
    without = {code: [u.number for u in henan.units if code not in u.targets] for code in TARGETS}
    assert without["training"] == without["certificates"] == []
    assert without["senior"] == [*range(1, 29), 33, 34, 59, 62, 65, *range(149, 172)]
    assert without["one_plus_x"] == [33, 34, 59, 62, 65]
    assert all(target > 0 for unit in henan.units for target in unit.targets.values())


def test_absorbed_schools_are_further_names(henan: Programme) -> None:
    assert {unit.number: unit.further_names for unit in henan.units if unit.further_names} == ABSORBED
    assert {unit.number for unit in henan.units if "（" in unit.printed} == set(ABSORBED)
    assert not [unit.name for unit in henan.units if set("（）() ") & set(unit.name)]


def test_names_are_found_whatever_their_width_spaces_and_parentheses(henan: Programme) -> None:
    wanted = henan.units[144]
    for written in (
        "河南物流职业学院",
        " 河南 物流职业学院　",
        "河南物流职业学院（含河南省财经学校、河南省工业科技学校）",
        "河南物流职业学院 (含河南省财经学校、 河南省工业科技学校)",
        "河南省工业科技学校",
        "145",
        "１４５",
        "HN-145",
    ):
        assert henan.unit_named(written) is wanted
    assert henan.unit_named("河南物流") is None
    assert henan.unit_named("") is None
    assert henan.unit(wanted.code) is wanted


def test_an_ambiguous_abbreviation_stands_on_every_unit_it_may_mean(henan: Programme) -> None:
    assert [unit.number for unit in henan.units if "平职院" in unit.short_names] == [87, 147]


@pytest.mark.parametrize(
    ("short", "number"),
    [("黄河水院", 76), ("郑铁职院", 69), ("经贸职院", 97), ("焦大", 75), ("焦作", 8), ("郑州市教育局", 1)],
)
def test_usual_abbreviations_mean_one_unit(henan: Programme, short: str, number: int) -> None:
    assert [unit.number for unit in henan.units if short in unit.short_names] == [number]


def test_every_unit_has_short_names(henan: Programme) -> None:
    assert not [unit.name for unit in henan.units if not unit.short_names]


def test_classes_and_kinds_follow_the_letter(henan: Programme) -> None:
    assert [unit.unit_class for unit in henan.units] == ["bureaus"] * 28 + ["schools"] * 143
    assert {category.code: category.zh for category in henan.categories} == {
        "prefecture_city": "省辖市",
        "jiyuan": "济源示范区",
        "county": "省直管县（市）",
        "applied_university": "应用技术型本科院校",
        "university_with_college": "开展专科层次职业教育的本科院校",
        "vocational_college": "高等职业学校",
        "secondary_school": "省属中等职业学校",
    }
    assert Counter(unit.category for unit in henan.units) == {
        "prefecture_city": 17,
        "jiyuan": 1,
        "county": 10,
        "applied_university": 5,
        "university_with_college": 33,
        "vocational_college": 85,
        "secondary_school": 20,
    }
    assert henan.category_reading is not None
    assert henan.category_reading.cites == Citation("evaluation", "三（一）")


def test_the_plan_of_the_province_asks_for_the_same(henan: Programme) -> None:
    plan = {total.indicator: total.sum for total in henan.totals if total.cites == Citation("plan", "二（二）13")}
    table = {total.indicator: total.sum for total in henan.totals if total.cites == Citation("tasks", "附件1")}
    assert plan == {"certificates": 800_000, "senior": 310_000}
    assert table == plan | {"training": 1_100_000, "one_plus_x": 150_000}


def test_indicators_are_those_of_the_contract(henan: Programme) -> None:
    assert [(i.code, i.measure.zh, i.part_of, i.listed_separately) for i in henan.flows] == [
        ("training", "人次", None, False),
        ("certificates", "人", None, False),
        ("senior", "人", "certificates", False),
        ("one_plus_x", "人", None, True),
    ]
    assert henan.indicator("senior").measure.en == "people"
    assert [i.code for i in henan.stocks] == ["body_school", "body_exam", "body_public", "body_special"]


def test_the_form_asks_in_the_papers_order_and_words(henan: Programme) -> None:
    assert [(line.indicator, line.label) for line in henan.form.lines] == [
        ("body_school", "院校类职业技能等级认定机构数"),
        ("body_exam", "职业技能考核鉴定机构数"),
        ("body_public", "面向社会人员的职业技能等级评价机构数"),
        ("body_special", "专项职业技能考核机构数"),
        ("training", "培训任务"),
        ("certificates", "取证人数"),
        ("senior", "其中高级工及以上"),
        ("one_plus_x", "1+X 证书取证人数"),
    ]
    form = henan.form
    assert (form.ceiling, form.unusual_factor, form.unusual_least, form.unusual_months) == (100_000_000, 5, 50, 2)
    assert {anchor.code: anchor.zh for anchor in form.anchors}["leader"] == "填报单位领导小组组长（签字）"


def test_periods_open_on_the_20th_and_are_due_at_the_end_of_the_30th(henan: Programme) -> None:
    calendar, june = henan.calendar, Period(2022, 6)
    assert [str(period) for period in calendar.periods()] == [f"2022-{month:02}" for month in range(3, 13)]
    assert calendar.opens_at(june) == datetime(2022, 6, 19, 16, tzinfo=UTC)
    assert calendar.due_at(june) == datetime(2022, 6, 30, 16, tzinfo=UTC)
    assert calendar.due_on(Period(2023, 2)) == date(2023, 2, 28)
    assert calendar.due_on(Period(2022, 3)) == date(2022, 3, 30)
    assert calendar.schedule == tuple(Fraction(percent, 100) for percent in (25, 50, 75, 100))
    assert calendar.share_at(Period(2022, 8)) == Fraction(3, 4)
    assert "50 号未定" in calendar.readings["schedule"].text


def test_days_left_are_counted_in_the_programmes_own_zone(henan: Programme) -> None:
    last_hour = datetime(2022, 6, 30, 15, 30, tzinfo=UTC)
    assert henan.calendar.days_left(Period(2022, 6), last_hour) == 0
    assert henan.calendar.days_left(Period(2022, 6), last_hour.replace(hour=16)) == -1
    assert henan.calendar.current(datetime(2022, 3, 19, 15, 59, tzinfo=UTC)) is None


def test_the_year_is_over_when_its_last_period_was_due(henan: Programme) -> None:
    calendar, end = henan.calendar, datetime(2022, 12, 30, 16, tzinfo=UTC)
    assert not calendar.over(end.replace(hour=15, minute=59))
    assert calendar.over(end)
    assert Period(2022, 3) in calendar.opened(end)
    assert calendar.current(end) == Period(2022, 12)
    assert henan.next_year is not None
    assert "yuebao programme new" in henan.next_year.zh
    assert "yuebao programme new" in henan.next_year.en


def test_every_citation_is_of_a_document_that_is_listed(henan: Programme) -> None:
    cited = [
        henan.cites,
        henan.form.cites,
        *(indicator.cites for indicator in henan.indicators),
        *(one.cites for one in henan.classes),
        *(total.cites for total in henan.totals),
        *(line.cites for line in henan.form.lines),
        *henan.calendar.cites.values(),
        *(reading.cites for reading in (*henan.calendar.readings.values(), *henan.form.readings.values())),
    ]
    assert all(one.document in henan.documents and one.clause for one in cited)
    assert henan.documents["tasks"].number == "教办职成〔2022〕50 号"
    assert henan.documents["tasks"].issued == date(2022, 3, 2)
