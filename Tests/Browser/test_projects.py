"""Projects: the directory, the number that is of one, the card of a call and of a contact, the registry, reports by project."""

import datetime
import re

import pytest
from playwright.sync_api import expect

import business
from conftest import wait_until
from test_intake import DIRECT, FORM, taken  # noqa: F401: fixtures
from test_reports import figures, row
from test_workspace import CARD, desk  # noqa: F401: a fixture

# A month in which nothing else happens.
DAY = datetime.datetime(2021, 8, 10, 9, tzinfo=datetime.timezone.utc)
DAYS = "from=2021-08-01&to=2021-08-31"
GREETING = "Полис-сервис, добрый день!"


def one(statement, *values):
    found = business.rows(statement, *values)
    return found[0]["id"] if found else None


@pytest.fixture()
def project(pbx, reader):
    """A project with two of three topics, and the number that is of it; nobody is offered them any more when the test is over."""
    business.stand_up()
    for name in ["КАСКО-П", "ОСАГО-П", "Вклады-П"]:
        business.change("INSERT INTO topics (name, place) VALUES (?, 90)", name)
    page = reader.open("/directories/projects/new")
    page.get_by_label("Номер проекта").fill("204")
    page.get_by_label("Название").fill("Страхование")
    page.get_by_label(re.compile("^Приветствие")).fill(GREETING)
    page.get_by_label(re.compile("^Тематика")).select_option(label=["КАСКО-П", "ОСАГО-П"])
    page.get_by_label(re.compile("^Операторы")).select_option(label=["Матвеев Роман", "Соколова Ирина"])
    page.get_by_label(re.compile("^Часы работы")).fill("пн-пт 9:00-18:00")
    page.get_by_label(re.compile("^Почтовый ящик")).fill("polis@example.org")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".toasts")).to_contain_text("Добавлено")
    number = one("SELECT max(id) AS id FROM projects")
    others = [kept["id"] for kept in business.rows("SELECT id FROM dids WHERE number = ? AND is_hidden = 0", DIRECT)]
    business.change("UPDATE dids SET is_hidden = 1 WHERE number = ?", DIRECT)
    page = reader.open("/directories/dids/new")
    page.get_by_label("Номер", exact=True).fill(DIRECT)
    page.get_by_label(re.compile("^Проект")).select_option(label="204 Страхование")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".toasts")).to_contain_text("Добавлено")
    yield number
    for table in ["projects", "topics"]:
        business.change(f"UPDATE {table} SET is_hidden = 1")
    business.change("UPDATE dids SET is_hidden = 1 WHERE project_id = ?", number)
    for other in others:
        business.change("UPDATE dids SET is_hidden = 0 WHERE id = ?", other)
    business.change("DELETE FROM script_projects")


def test_s3_1_the_directory_of_projects(project, reader, picture):
    page = reader.open("/directories/projects")
    listed = page.locator("tbody tr[data-row]")
    expect(listed).to_have_count(1)
    for words in ["204", "Страхование", "Матвеев Роман", "пн-пт 9:00-18:00", "polis@example.org"]:
        expect(listed).to_contain_text(words)
    picture(page, "projects")
    listed.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("204 Страхование")
    picture(page, "project")
    page.get_by_label(re.compile("^Почтовый ящик")).fill("polis")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".error:visible")).to_have_count(1)
    reader.complaints.clear()


def test_s3_21_the_card_of_a_call_has_number_name_and_greeting_and_offers_its_topics(project, taken, picture):  # noqa: F811
    page, hands, _ = taken("89161114411")
    card = page.locator(CARD)
    expect(card.locator(".who .pills")).to_contain_text("204 Страхование")
    expect(card.locator(".greeting .prompt")).to_contain_text(GREETING)
    # The script that opened does not say it.
    expect(card.locator(".greeting .prompt")).to_be_visible()
    expect(card.get_by_text("пн-пт 9:00-18:00")).to_be_visible()
    picture(page, "card-project")
    hands.press("Alt+G")
    box = page.locator(f"{FORM} [data-topics]")
    expect(box.get_by_role("checkbox")).to_have_count(2)
    expect(box).not_to_contain_text("Вклады-П")
    contact = page.locator(FORM).get_attribute("data-contact")
    assert business.rows("SELECT project_id FROM contacts WHERE id = ?", contact)[0]["project_id"] == project


def test_s3_21_a_contact_has_its_project_on_its_card_and_the_registry_finds_it(project, reader, picture):
    contact = business.registered("Оформить полис")
    page = reader.open(f"/contacts/{contact}")
    expect(page.locator("aside dl.facts").first).not_to_contain_text("Приветствие")
    page.locator("label:has([name=tab][value=service])").click()
    page.get_by_label("Проект", exact=True).select_option(label="204 Страхование")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Записано", exact=True)).to_be_visible()
    expect(page.locator("aside dl.facts").first).to_contain_text("204 Страхование")
    expect(page.locator("aside dl.facts").first).to_contain_text(GREETING)
    picture(page, "contact-project")
    page.goto(reader.url + f"/registry?period=today&project={project}")
    expect(page.locator("tbody tr[data-row]")).to_have_count(1)
    expect(page.locator(".chip.set")).to_contain_text(["Проект 204 Страхование"])


def test_s3_35_reports_by_project_and_the_lists_behind_them(project, reader, picture):
    business.change("DELETE FROM contacts WHERE number LIKE 'PRO%'")
    moment = int(DAY.timestamp() * 1_000)
    for place in range(5):
        business.change(
            "INSERT INTO contacts (state, number, at, registered_at, novelty, project_id) VALUES ('registered', ?, ?, ?, 'repeat', ?)",
            f"PRO{place}", moment + place * 3_600_000, moment, project if place < 3 else None,
        )
    page = reader.open(f"/reports/statistics?{DAYS}&by=project")
    wait_until(lambda: page.locator("table.report").count() or (page.reload() and False), seconds=30)
    assert figures(row(page, "204 Страхование"))[0] == "3"
    assert figures(row(page, "без проекта"))[0] == "2"
    picture(page, "report-projects")
    row(page, "204 Страхование").locator("td a").first.click()
    expect(page.locator("tbody tr[data-row]")).to_have_count(3)
    page = reader.open(f"/reports/statistics?{DAYS}&project={project}")
    wait_until(lambda: page.locator("table.report").count() or (page.reload() and False), seconds=30)
    assert figures(page.locator("table.report tfoot tr"))[0] == "3"
    expect(page.locator(".chip.set").last).to_contain_text("204 Страхование")


def test_s3_1_a_call_of_a_project_opens_the_script_of_the_project(project, desk, quiet, picture):  # noqa: F811
    body = business.rows(
        "SELECT body FROM script_versions JOIN scripts ON scripts.id = script_id WHERE code = 'inbound_contact' ORDER BY ordinal DESC"
    )[0]["body"].replace("Здравствуйте", "{greeting} Вечер добрый, {project}")
    business.change("INSERT INTO scripts (code) VALUES (NULL)")
    script = one("SELECT max(id) AS id FROM scripts")
    business.change("INSERT INTO script_versions (script_id, ordinal, body, made_at) VALUES (?, 1, ?, 1)", script, body)
    business.change("INSERT INTO script_projects (project_id, script_id) VALUES (?, ?)", project, script)
    page = desk()
    call = quiet.begin(DIRECT, "89161114412")
    expect(page.locator(CARD)).to_have_class(re.compile("ringing"))
    # Before anybody has answered.
    expect(page.locator(f"{CARD} .greeting .prompt")).to_contain_text(GREETING)
    quiet.tell(f"answer {call} 0111")
    expect(page.locator(f"{FORM} .prompt")).to_contain_text(f"{GREETING} Вечер добрый, Страхование")
    # It is told once.
    expect(page.locator(f"{CARD} .greeting .prompt")).to_be_hidden()


def test_s3_1_a_call_outside_of_the_hours_of_its_project_says_so(project, desk, quiet, picture):  # noqa: F811
    page = desk()
    now = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=3)))
    days = ["пн", "вт", "ср", "чт", "пт", "сб", "вс"]
    pill = page.locator(f"{CARD} .who .pills").get_by_text("Вне рабочего времени")
    for hours, count in [("пн-вс 0-24", 0), (f"{days[(now.weekday() + 3) % 7]} 9-18", 1)]:
        business.change("UPDATE projects SET work_schedule = ? WHERE id = ?", hours, project)
        # Pages hear of what another program has written within ten seconds.
        page.wait_for_timeout(11_000)
        page.reload()
        call = quiet.begin(DIRECT, "89161114415")
        expect(page.locator(f"{CARD} .greeting .prompt")).to_contain_text(GREETING)
        expect(pill).to_have_count(count)
        picture(page, f"card-project-hours-{count}")
        quiet.tell(f"hang-up {call}")
        wait_until(lambda: quiet.calls == [])


@pytest.mark.parametrize("theme, width", [("dark", 1440), ("light", 360)])
def test_projects_in_the_other_theme_and_on_a_narrow_page(project, desk, quiet, picture, theme, width):  # noqa: F811
    page = desk(color_scheme=theme, viewport={"width": width, "height": 900})
    quiet.begin(DIRECT, "89161114413")
    expect(page.locator(f"{CARD} .greeting .prompt")).to_contain_text(GREETING)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(page, f"card-project-{theme}-{width}")
