"""Saved reports: kept under a name, shown to others, sent by e-mail to a real mail server, whose letters are opened again."""

import datetime
import io
import itertools
import re

import openpyxl
import pytest
from playwright.sync_api import expect

import business
from conftest import wait_until
from post_office import office  # noqa: F401: a fixture

# A month in which nothing else happens.
DAY = datetime.datetime(2019, 6, 12, 9, tzinfo=datetime.timezone.utc)
DAYS = "from=2019-06-01&to=2019-06-30"
NOTICE = "p.notice:not(.offline-banner)"
names = itertools.count(1)


@pytest.fixture()
def june(pbx):
    """Five contacts of one reason and two of another; nobody's saved reports."""
    business.stand_up()
    if not business.rows("SELECT id FROM contacts WHERE number = 'S0'"):
        branch = business.rows("SELECT id FROM branches WHERE name = 'Автозаводская'")[0]["id"]
        moment = int(DAY.timestamp() * 1_000)
        for number in range(7):
            business.change(
                "INSERT INTO contacts (state, number, at, registered_at, branch_id, reason_id, novelty, is_inquiry) "
                "VALUES ('registered', ?, ?, ?, ?, ?, 'first_time', 1)",
                f"S{number}", moment + number * 60_000, moment, branch, 1 if number < 5 else 2,
            )
    yield
    business.change("DELETE FROM report_runs")
    business.change("DELETE FROM saved_reports")


def open_report(reader, person, query=DAYS, name="statistics", **settings):
    page = reader.open(f"/reports/{name}?{query}", person, **settings)
    wait_until(lambda: page.locator("table.report").count() or (page.reload() and False), seconds=30)
    return page


def save(page, name, shared=False):
    page.locator("summary", has_text="Сохранить отчёт").click()
    page.get_by_label("Название").fill(name)
    if shared:
        page.get_by_label("Показывать всем").check()
    page.get_by_role("button", name="Сохранить").click()
    expect(page.locator("details.choice summary.set b", has_text=name)).to_be_visible()


def settings_of(page, name):
    page.goto(page.url.split("/reports")[0] + "/reports")
    link = page.locator("tbody tr", has_text=name).get_by_role("link", name=re.compile("Настройки"))
    page.goto(page.url.split("/reports")[0] + link.get_attribute("href"))
    expect(page.locator("form.saved-report-form")).to_be_visible()


def test_a_report_is_saved_as_it_is_shown_and_called_up_again(june, reader, picture):
    hostile = f"<b>Утро</b> \"{next(names)}\""
    page = open_report(reader, "supervisor", f"{DAYS}&by=channel&shape=lines")
    save(page, hostile, shared=True)
    assert "by=channel" in page.url and "shape=lines" in page.url
    page.locator("summary", has_text="Утро").click()
    picture(page, "report-saving")
    page.goto(page.url.split("/reports")[0] + "/reports")
    expect(page.locator("nav.side a[aria-current=page]")).to_contain_text("Все отчёты")
    expect(page.locator(".report-catalogue a").first).to_contain_text("Статистика по входящим контактам")
    row = page.locator("tbody tr", has_text=hostile)
    expect(row).to_contain_text("01.06 – 30.06.2019")
    row.get_by_role("link", name=hostile).first.click()
    expect(page.locator("table.report thead th").first).to_contain_text("Вид обращения")
    # A colleague sees it, and changes nothing about it.
    other = reader.open("/reports", "admin")
    row = other.locator("tbody tr", has_text=hostile)
    expect(row).to_contain_text("Рогова Мария")
    expect(row.get_by_role("link", name=re.compile("Настройки"))).to_have_count(0)
    # Who may not export may not have it sent.
    settings_of(page, hostile)
    expect(page.locator("[name=rhythm]")).to_have_count(0)
    page.get_by_label("Название").fill("Утро по каналам")
    page.keyboard.press("Control+Enter")
    expect(page.locator(NOTICE)).to_contain_text("Сохранено")
    expect(page.get_by_role("heading", level=1)).to_have_text("Утро по каналам")
    page.get_by_role("button", name="Скрыть").click()
    expect(page.get_by_role("button", name="Вернуть")).to_be_visible()
    page.goto(page.url.split("/reports")[0] + "/reports")
    expect(page.locator("tbody tr", has_text="Утро по каналам")).to_have_count(0)
    page.get_by_role("link", name="Показать скрытые").click()
    expect(page.locator("tbody tr", has_text="Утро по каналам")).to_contain_text("скрыто")


def test_the_report_arrives_as_a_file_that_excel_opens(june, office, reader, picture):
    name = f"Июнь, «причины» №{next(names)}"
    page = open_report(reader, "admin")
    save(page, name)
    settings_of(page, name)
    expect(page.get_by_role("button", name="Отправить сейчас")).to_have_count(0)
    page.get_by_label("Получатели").fill("boss@example.org\nКто-то")
    page.get_by_role("button", name="Сохранить").click()
    expect(page.locator(".field", has_text="Получатели").locator(".error")).to_contain_text("Это не адрес почты: Кто-то")
    # That the form was refused stands on the console, too.
    reader.complaints = [words for words in reader.complaints if "422" not in words]
    page.get_by_label("Получатели").fill("boss@example.org, second@example.org")
    page.get_by_role("button", name="Сохранить").click()
    expect(page.locator(NOTICE)).to_contain_text("Сохранено")
    page.get_by_role("button", name="Отправить сейчас").click()
    expect(page.locator(NOTICE)).to_contain_text("Отчёт отправляется")
    sender, recipients, message = office.opened()
    assert sender == "reports@example.org" and recipients == ["boss@example.org", "second@example.org"]
    assert message["From"].addresses[0].display_name == "Приём"
    assert message["Subject"] == f"Отчёт «{name}»: 01.06 – 30.06.2019"
    assert "по просьбе пользователя Администратор" in message.get_body().get_content()
    (file,) = message.iter_attachments()
    assert file.get_content_type() == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    # In pieces, as they crossed the network.
    assert b"filename*0*=UTF-8''%D0%98%D1%8E%D0%BD%D1%8C" in office.letters[0][2]
    sheet = openpyxl.load_workbook(io.BytesIO(file.get_content())).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][0] == "Статистика по входящим контактам"
    assert [row[1] for row in rows if row[0] == "Автозаводская"] == [7]
    wait_until(lambda: page.reload() and page.locator("tbody .pill.good").count(), seconds=30)
    expect(page.locator("tbody tr")).to_contain_text("вручную")
    picture(page, "saved-report")
    audit = business.rows("SELECT subject, user_id FROM audit_log WHERE action = 'report_mailed' ORDER BY id DESC LIMIT 1")[0]
    assert re.match(r"sheet:statistics\.xlsx days:2019-06-01\.\.2019-06-30 rows:\d+ report:\d+ recipients:2$", audit["subject"])


def test_a_schedule_sends_by_itself_and_what_is_refused_is_shown_and_sent_again(june, office, reader, picture):
    name = f"По пятницам {next(names)}"
    page = reader.open("/reports/statistics?period=last-week", "admin")
    save(page, name)
    settings_of(page, name)
    expect(page.get_by_label("День недели")).to_be_hidden()
    page.get_by_label("Когда отправлять").select_option("weekly")
    page.get_by_label("День недели").select_option("5")
    expect(page.get_by_label("Число месяца")).to_be_hidden()
    page.get_by_label("Время").fill("07:30")
    page.get_by_label("За какой период").select_option("yesterday")
    page.get_by_label("Получатели").fill("boss@example.org")
    picture(page, "saved-report-schedule")
    page.keyboard.press("Control+Enter")
    expect(page.locator(NOTICE)).to_contain_text("Сохранено")
    report = business.rows("SELECT id, due_at FROM saved_reports")[0]
    due = datetime.datetime.fromtimestamp(report["due_at"] / 1_000, datetime.timezone(datetime.timedelta(hours=3)))
    assert (due.isoweekday(), due.hour, due.minute) == (5, 7, 30)

    # It is Friday.
    office.refuses = True
    business.change("UPDATE saved_reports SET due_at = 1600000000000 WHERE id = ?", report["id"])
    wait_until(lambda: page.reload() and page.locator("tbody .pill.warn").count(), seconds=30)
    row = page.locator("tbody tr").first
    expect(row).to_contain_text("Почтовый сервер не принял письмо")
    expect(row).to_contain_text("550 5.1.1 <b>no</b> such user here")
    # A day passes.
    business.change("UPDATE report_runs SET began_at = 1600000000000, next_at = 1600000000000")
    wait_until(lambda: page.reload() and page.locator("tbody .pill.bad").count(), seconds=30)
    picture(page, "saved-report-failed")
    office.refuses = False
    page.get_by_role("button", name="Отправить ещё раз").click()
    _, _, message = office.opened()
    yesterday = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=3))) - datetime.timedelta(days=1)
    assert message["Subject"] == f"Отчёт «{name}»: {yesterday:%d.%m.%Y}"
    assert "каждую неделю (Пт) в 07:30" in message.get_body().get_content()
    wait_until(lambda: page.reload() and page.locator("tbody .pill.good").count(), seconds=30)
    assert len(office.letters) == 1
    page.goto(page.url.split("/reports")[0] + "/reports")
    row = page.locator("tbody tr", has_text=name)
    expect(row).to_contain_text("каждую неделю (Пт) в 07:30")
    expect(row).to_contain_text("Отправлен")
    picture(page, "reports")


@pytest.mark.parametrize("look", ["dark", "narrow"])
def test_the_pages_of_saved_reports_hold_together(june, reader, picture, look):
    settings = {"color_scheme": "dark"} if look == "dark" else {"viewport": {"width": 360, "height": 740}}
    name = f"Вид {next(names)}"
    page = open_report(reader, "admin", **settings)
    save(page, name)
    page.locator("summary", has_text=name).click()
    picture(page, f"report-saving-{look}")
    settings_of(page, name)
    page.get_by_label("Когда отправлять").select_option("monthly")
    picture(page, f"saved-report-{look}")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.goto(page.url.split("/reports")[0] + "/reports")
    picture(page, f"reports-{look}")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
