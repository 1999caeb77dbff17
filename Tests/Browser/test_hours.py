"""Who works when: exceptions and holidays, and what asks for them."""

import datetime
import re

import pytest
from playwright.sync_api import expect

import business
from conftest import wait_until
from test_intake import FORM, taken  # noqa: F401: a fixture
from test_missed import miss, row, shown, somebody
from test_workspace import desk  # noqa: F401: a fixture

MOSCOW = datetime.timezone(datetime.timedelta(hours=3))


def today(days=0):
    return (datetime.datetime.now(MOSCOW) + datetime.timedelta(days=days)).date()


def russian(day):
    return f"{day:%d.%m.%Y}"


@pytest.fixture()
def hours(quiet):
    """Nobody is away, no branch has hours, there is no holiday."""
    business.stand_up()

    def clear():
        for table in ("holidays", "schedule_exceptions"):
            business.change(f"UPDATE {table} SET is_hidden = 1")
        business.change("UPDATE branches SET work_schedule = NULL")

    clear()
    yield
    clear()


def test_s1_24_the_choice_of_an_employee_says_who_is_on_vacation_and_a_holiday(reader, hours, picture):
    page = reader.open("/directories/schedule-exceptions/new")
    page.get_by_label("Сотрудник").select_option(label="Рожин Олег Юрьевич")
    page.get_by_label("Что это").select_option(label="отпуск")
    page.get_by_label("С какого дня").fill(str(today(-1)))
    page.get_by_label("По какой день").fill(str(today(-2)))
    page.keyboard.press("Control+Enter")
    expect(page.locator(".error").filter(has_text="Последний день раньше первого")).to_be_visible()
    page.get_by_label("По какой день").fill(str(today(9)))
    page.get_by_label("Часы работы").fill("9-18")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".error").filter(has_text="Часы бывают только у «других часов»")).to_be_visible()
    page.get_by_label("Часы работы").fill("")
    page.locator("#field-note").fill("в Сочи")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".toasts")).to_contain_text("Добавлено")
    picture(page, "hours-exception")
    page.goto(page.url.split("/directories")[0] + "/directories/schedule-exceptions")
    expect(page.locator("tbody tr").filter(has_text="Рожин Олег")).to_contain_text(russian(today(9)))
    picture(page, "hours-exceptions")

    card = reader.open("/reception", "operator")
    card.keyboard.press("3")
    expect(card).to_have_url(re.compile(r"/intake/\d+$"))
    oleg = card.locator(".people-table tr").filter(has_text="Рожин Олег")
    expect(oleg).to_contain_text(f"отпуск до {russian(today(9))}")
    picture(card, "hours-employee")

    page.goto(page.url.split("/directories")[0] + "/directories/holidays/new")
    page.get_by_label("Название").fill("День автомобилиста")
    page.get_by_label("С какого дня").fill(str(today()))
    page.keyboard.press("Control+Enter")
    expect(page.locator(".toasts")).to_contain_text("Добавлено")
    card.reload()
    # Refused forms are answered with 422, which the console tells of.
    reader.complaints[:] = [complaint for complaint in reader.complaints if "422" not in complaint]
    sergey = card.locator(".people-table tr").filter(has_text="Карканица")
    expect(sergey).to_contain_text("праздник: День автомобилиста")


def test_s1_24_a_schedule_that_overlaps_itself_is_refused_with_the_hours_that_do(reader, hours, picture):
    page = reader.open("/directories/employees/new")
    page.get_by_label("Фамилия, имя, отчество").fill("Часов Иван")
    page.get_by_label("График работы").fill("пн-пт 9:00-18:00, пт 17:00-20:00")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".error").filter(has_text="Часы пересекаются: Пт 9:00-18:00 и Пт 17:00-20:00")).to_be_visible()
    expect(page.get_by_label("График работы")).to_have_value("пн-пт 9:00-18:00, пт 17:00-20:00")
    picture(page, "hours-overlap")
    # A refused form is answered with 422, which the console tells of.
    reader.complaints[:] = [complaint for complaint in reader.complaints if "422" not in complaint]


def test_a_call_missed_while_the_business_is_closed_is_marked_and_found(reader, hours, quiet, picture):
    inside, outside = somebody(), somebody()
    miss(quiet, inside)
    page = shown(reader, inside)
    expect(row(page, inside)).not_to_contain_text("Вне рабочего времени")
    business.change("INSERT INTO holidays (name, first_day) VALUES ('Учёт', ?)", str(today()))
    miss(quiet, outside)
    page = shown(reader, outside)
    expect(row(page, outside)).to_contain_text("Вне рабочего времени")
    picture(page, "hours-missed")
    page = reader.open("/missed?hours=outside")
    expect(row(page, outside)).to_have_count(1)
    expect(row(page, inside)).to_have_count(0)
    page.locator("summary", has_text="Фильтры").click()
    page.get_by_label("Рабочее время", exact=True).select_option(label="В рабочее время")
    page.get_by_role("button", name="Показать").click()
    expect(row(page, inside)).to_have_count(1)
    expect(row(page, outside)).to_have_count(0)
    page = reader.open("/missed?hours=outside")
    row(page, outside).locator("a[data-open]").click()
    expect(page.locator(".facts")).to_contain_text("Вне рабочего времени")
    picture(page, "hours-call")


def test_s1_24_a_reminder_at_a_moment_at_which_its_person_does_not_work_is_warned_about(hours, taken, picture):  # noqa: F811
    page, hands, _ = taken("89161112255")
    hands.press("Alt+5")
    hands.go_on("employee")
    hands.type("матв")
    hands.press("Alt+2")
    hands.go_on("reminder")
    form = page.locator(FORM)
    expect(form.locator("[data-off]")).to_be_empty()
    matveev = business.rows("SELECT id FROM employees WHERE name = 'Матвеев Роман'")[0]["id"]
    business.change(
        "INSERT INTO schedule_exceptions (employee_id, kind, first_day, last_day) VALUES (?, 'sick', ?, ?)",
        matveev, str(today(1)), str(today(3)),
    )
    form.get_by_label("Дата напоминания").fill(f"{russian(today(2))} 12:00:00")
    expect(form.locator("[data-off]")).to_contain_text(f"Матвеев Роман не работает: болеет до {russian(today(3))}")
    picture(page, "hours-reminder")
    form.get_by_label("Дата напоминания").fill(f"{russian(today(5))} 12:00:00")
    expect(form.locator("[data-off]")).to_be_empty()
    form.get_by_label("Дата напоминания").fill(f"{russian(today(2))} 12:00:00")
    # It may be meant all the same.
    hands.go_on()
    assert hands.registered()["outcome"] == "reminder"


@pytest.mark.parametrize(("width", "scheme"), [(1440, "dark"), (400, "light")])
def test_the_directories_of_hours_in_both_themes_and_narrow(reader, hours, picture, width, scheme):
    business.change("INSERT INTO holidays (name, first_day, last_day) VALUES ('Новогодние каникулы', '2027-01-01', '2027-01-08')")
    settings = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    page = reader.open("/directories/holidays", **settings)
    expect(page.locator("tbody")).to_contain_text("Новогодние каникулы")
    picture(page, f"holidays-{width}-{scheme}")
    page = reader.open("/directories/schedule-exceptions/new", **settings)
    picture(page, f"schedule-exception-{width}-{scheme}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
