"""Topics: the directory in which they stand below each other, topics of a contact by the keyboard, the report by topic."""

import datetime
import re

import pytest
from playwright.sync_api import expect

import business
from conftest import wait_until
from test_intake import FORM, taken  # noqa: F401: fixtures
from test_reports import figures, row
from test_workspace import desk  # noqa: F401: a fixture

# A month in which nothing else happens.
DAY = datetime.datetime(2021, 6, 10, 9, tzinfo=datetime.timezone.utc)
DAYS = "from=2021-06-01&to=2021-06-30"


def topic(name, parent=None, place=0):
    business.change(
        "INSERT INTO topics (name, parent_id, place) VALUES (?, (SELECT max(id) FROM topics WHERE name = ?), ?)", name, parent, place
    )
    return business.rows("SELECT max(id) AS id FROM topics")[0]["id"]


@pytest.fixture()
def tree(pbx):
    """Topics below each other; nobody is offered them any more when the test is over."""
    business.stand_up()
    names = [("Страхование", None), ("КАСКО", "Страхование"), ("ОСАГО", "Страхование"), ("Угон", "КАСКО"), ("Гарантия", None)]
    yield {name: topic(name, parent, place) for place, (name, parent) in enumerate(names, 1)}
    business.change("UPDATE topics SET is_hidden = 1")


def box(page, within="form.contact"):
    return page.locator(f"{within} [data-topics]")


def test_s3_37_topics_stand_below_each_other_and_none_below_itself(tree, reader, picture):
    page = reader.open("/directories/topics/new")
    page.get_by_label("Название").fill("Тотал")
    page.get_by_label(re.compile("^Входит в тему")).select_option(label="Страхование › КАСКО › Угон")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".toasts")).to_contain_text("Добавлено")
    page.goto(reader.url + "/directories/topics")
    listed = [name.strip() for name in page.locator("tbody tr[data-row] th").all_inner_texts()]
    assert listed[:6] == ["Страхование", "КАСКО", "Угон", "Тотал", "ОСАГО", "Гарантия"], listed
    picture(page, "topics")
    page.get_by_role("link", name="Страхование", exact=True).click()
    page.get_by_label(re.compile("^Входит в тему")).select_option(label="Страхование › КАСКО")
    page.keyboard.press("Control+Enter")
    expect(page.locator("main")).to_contain_text("Тема не может входить в саму себя или в ту, что ниже неё")
    picture(page, "topic-refused")
    reader.complaints.clear()


def test_s3_38_a_contact_gets_several_topics_by_the_keyboard_and_its_history_tells_them(tree, reader, picture):
    contact = business.registered("Оформить полис")
    page = reader.open(f"/contacts/{contact}")
    summary = box(page).locator("summary")
    expect(summary).to_contain_text("без темы")
    summary.focus()
    page.keyboard.press("Enter")
    expect(box(page).get_by_role("searchbox")).to_be_focused()
    expect(box(page).get_by_role("checkbox")).to_have_count(5)
    # By a part of its name or of what it stands below, then by the arrows.
    page.keyboard.type("каск")
    expect(box(page).locator("li:visible")).to_have_count(2)
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    picture(page, "topics-open")
    page.keyboard.press("Escape")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Страхование › КАСКО, Страхование › КАСКО › Угон")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Записано", exact=True)).to_be_visible()
    kept = business.rows("SELECT topics FROM contacts WHERE id = ?", contact)[0]["topics"]
    assert kept == f"{tree['КАСКО']} {tree['Угон']}"

    # A hidden one is not offered, but stays where it is.
    business.change("UPDATE topics SET is_hidden = 1 WHERE id IN (?, ?)", tree["Угон"], tree["ОСАГО"])
    page.reload()
    box(page).locator("summary").click()
    expect(box(page).get_by_role("checkbox")).to_have_count(4)
    box(page).get_by_label("КАСКО", exact=True).uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Записано", exact=True)).to_be_visible()
    assert business.rows("SELECT topics FROM contacts WHERE id = ?", contact)[0]["topics"] == str(tree["Угон"])
    page.get_by_text("История изменений").or_(page.locator("label:has([name=tab][value=history])")).first.click()
    changes = page.locator(".history-panel")
    expect(changes).to_contain_text("Страхование › КАСКО, Страхование › КАСКО › Угон → Страхование › КАСКО › Угон")


def test_s3_38_on_the_card_of_a_call_a_topic_is_kept_as_it_is_ticked(tree, taken, picture):  # noqa: F811
    page, hands, _ = taken("89161112277")
    hands.press("Alt+G")
    expect(box(page, FORM).get_by_role("searchbox")).to_be_focused()
    hands.type("осаго")
    hands.press("Enter")
    picture(page, "intake-topics")
    hands.press("Escape")
    expect(box(page, FORM).locator("summary")).to_contain_text("Страхование › ОСАГО")
    contact = page.locator(FORM).get_attribute("data-contact")
    kept = lambda: business.rows("SELECT topics FROM contacts WHERE id = ?", contact)[0]["topics"]
    wait_until(lambda: kept() == str(tree["ОСАГО"]))
    # The step that is written afterwards leaves it where it is, and the next one shows it.
    page.locator(FORM).get_by_label("Как обращаться?").fill("Константин")
    hands.press("Alt+1")
    hands.go_on("identify")
    expect(box(page, FORM).locator("summary")).to_contain_text("Страхование › ОСАГО")
    assert kept() == str(tree["ОСАГО"])
    hands.press("Alt+G")
    box(page, FORM).get_by_label("ОСАГО", exact=True).uncheck()
    wait_until(lambda: kept() is None)


@pytest.fixture()
def june(tree):
    """Contacts of June 2021 and of the thirty days before, with topics; once for each tree."""
    number = 0
    business.change("DELETE FROM contacts WHERE number LIKE 'TOP%'")
    for month, topics, count in [
        (0, "КАСКО ОСАГО", 3), (0, "Угон", 2), (0, "Гарантия", 1), (0, "", 4), (-1, "КАСКО", 4), (-1, "Гарантия", 2), (-1, "ОСАГО", 1),
    ]:
        ids = " ".join(str(tree[name]) for name in topics.split()) or None
        for _ in range(count):
            moment = int((DAY + datetime.timedelta(days=30 * month, hours=number)).timestamp() * 1_000)
            business.change(
                "INSERT INTO contacts (state, number, at, registered_at, topics, person_name) VALUES ('registered', ?, ?, ?, ?, 'Тест')",
                f"TOP{number}", moment, moment, ids,
            )
            number += 1
    return tree


def open_report(reader, query="", **settings):
    page = reader.open(f"/reports/topics?{DAYS}{query}", **settings)
    wait_until(lambda: page.locator("table.report").count() or (page.reload() and False), seconds=30)
    return page


def named(page, name):
    return row(page, re.compile(rf"^\s*{name}\s*$"))


def test_s3_36_s3_37_s3_38_the_report_by_topic(june, reader, picture):
    page = open_report(reader)
    expect(page.locator("nav.side a[aria-current=page]")).to_contain_text("По тематике")
    heads = [head.strip() for head in page.locator("table.report thead th").all_inner_texts()]
    assert heads[0] == "Тема" and heads[2:] == ["Всего зарегистрировано", "% от обращений по тематике", "Прирост, %"], heads
    # Three of both, two of theft: five once above them, of six.
    assert figures(named(page, "Страхование")) == ["5", "83", "0"]
    assert figures(named(page, "КАСКО")) == ["5", "83", "+25"]
    assert figures(named(page, "Угон")) == ["2", "33", ""]
    assert figures(named(page, "ОСАГО")) == ["3", "50", "+200"]
    assert figures(named(page, "Гарантия")) == ["1", "17", "−50"]
    assert figures(page.locator("table.report tfoot tr")) == ["6", "100", "−14"]
    stats = page.locator("dl.stats")
    for words in ["Звонков на операторов", "Обслужено, %", "Принято за", "Всего зарегистрировано", "По тематике от звонков, %"]:
        expect(stats).to_contain_text(words)
    picture(page, "report-topics")
    rows = page.locator("table.report tbody tr")
    assert rows.evaluate_all("rows => rows.slice(0, 4).map(row => row.getAttribute('aria-level'))") == ["1", "2", "3", "2"]
    # What is below folds.
    named(page, "КАСКО").locator("[data-twist]").click()
    expect(named(page, "Угон")).to_be_hidden()


def test_s3_37_each_number_by_topic_leads_to_the_list_behind_it(june, reader, picture):
    page = open_report(reader)
    named(page, "Страхование").locator("td a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Реестр")
    expect(page.locator("tbody tr[data-row]")).to_have_count(5)
    expect(page.locator(".chip.set")).to_contain_text(["Тематика Страхование"])
    page.go_back()
    page.locator("table.report tfoot td a").first.click()
    expect(page.locator("tbody tr[data-row]")).to_have_count(6)
    expect(page.locator("[data-count]")).to_have_attribute("data-count", "6")
    expect(page.locator("tbody")).to_contain_text("КАСКО, ОСАГО")
    picture(page, "report-rows-topics")
    # Asked for one, the rows above it say no more than it does.
    page = open_report(reader, f"&topic={june['ОСАГО']}")
    assert figures(named(page, "Страхование"))[0] == "3" and figures(named(page, "ОСАГО"))[0] == "3"
    expect(page.locator(".chip.set").last).to_contain_text("Страхование › ОСАГО")
    named(page, "Страхование").locator("td a").first.click()
    expect(page.locator("tbody tr[data-row]")).to_have_count(3)


def test_the_report_by_topic_opens_by_a_key_and_narrows_the_other_reports(june, reader):
    page = reader.open("/today")
    page.keyboard.press("g")
    page.keyboard.press("x")
    expect(page.get_by_role("heading", level=1)).to_have_text("По тематике")
    page = reader.open(f"/reports/statistics?{DAYS}&topic={june['Страхование']}")
    wait_until(lambda: page.locator("table.report").count() or (page.reload() and False), seconds=30)
    # Of five, as far as it can be said: a missed call has no topic.
    columns = figures(page.locator("table.report tfoot tr"))
    assert columns[0] == "" and columns[3] == "0", columns


def test_s3_38_the_registry_shows_topics_and_finds_by_them(june, reader, picture):
    page = reader.open(f"/registry?{DAYS}&topic={june['КАСКО']}")
    expect(page.locator("tbody tr[data-row]")).to_have_count(5)
    page.goto(reader.url + f"/registry?{DAYS}&topic={june['Угон']}")
    expect(page.locator("tbody tr[data-row]")).to_have_count(2)
    page.get_by_text("Фильтры", exact=True).click()
    page.locator("#filter-topic").select_option(str(june["Гарантия"]))
    picture(page, "registry-topic-filter")
    page.locator("form.sheet[method=get]").get_by_role("button", name="Показать").click()
    expect(page.locator("tbody tr[data-row]")).to_have_count(1)


def test_by_topic_as_a_file(june, reader):
    page = reader.open(f"/reports/topics?{DAYS}", "admin")
    wait_until(lambda: page.locator("table.report").count() or (page.reload() and False), seconds=30)
    answer = page.request.get(reader.url + f"/reports/topics.json?{DAYS}")
    assert answer.status == 200
    rows = {row["name"]: row for row in answer.json()["rows"]}
    assert rows["КАСКО"]["level"] == 1 and rows["КАСКО"]["topics"] == {"by_topic": 5, "topic_share": 5 / 6, "growth": 0.25}
    assert rows["Угон"]["level"] == 2 and rows["Угон"]["topics"]["growth"] is None


@pytest.mark.parametrize("theme, width", [("dark", 1440), ("light", 360)])
def test_topics_in_the_other_theme_and_on_a_narrow_page(june, reader, picture, theme, width):
    settings = {"color_scheme": theme, "viewport": {"width": width, "height": 900}}
    page = open_report(reader, **settings)
    expect(page.locator("[data-chart] canvas").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(page, f"report-topics-{theme}-{width}")
    page = reader.open(f"/contacts/{business.registered('Полис')}", **settings)
    box(page).locator("summary").click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(page, f"topics-open-{theme}-{width}")
