"""Reminders to call back: left by a script, seen in the navigation, done by a key."""

import re
import time

import pytest
from playwright.sync_api import expect

import business

COUNT = "#reminder-count"


@pytest.fixture()
def own(reader, quiet):
    """The operator's own reminders, none of which is left from before; gives how to leave one, due so many seconds from now."""
    business.stand_up()
    business.link("operator", "Петрова Анна Оператор")
    business.change("UPDATE reminders SET done_at = 1 WHERE done_at IS NULL")

    def leave(text, seconds):
        business.remind("Петрова Анна Оператор", text, int((time.time() + seconds) * 1_000))

    return leave


def test_s0_34_reminders_are_counted_called_and_done_by_keys(own, reader, picture):
    own("Перезвонить по двигателю", -360)
    own("Уточнить срок запчасти", 3_600)
    page = reader.open("/reminders", "operator")
    rows = page.locator(".reminders tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("просрочено 6 мин")
    expect(rows.nth(0).get_by_role("link", name="Позвонить")).to_have_attribute("href", "tel:+79161110000")
    expect(page.locator(f"{COUNT} .overdue")).to_have_text("2", timeout=40_000)
    picture(page, "reminders")
    page.keyboard.press("j")
    page.keyboard.press("e")
    expect(rows).to_have_count(1)
    expect(page.locator(".toast")).to_contain_text("Напоминание выполнено")
    expect(page.locator(f"{COUNT} .count")).to_have_text("1", timeout=40_000)
    expect(page.locator(f"{COUNT} .overdue")).to_have_count(0)
    page.keyboard.press("z")
    expect(rows).to_have_count(2)
    page.get_by_role("link", name="Выполненные за неделю").click()
    expect(page.locator("#rows, .empty")).to_be_visible()
    # From anywhere by G, then N.
    page.keyboard.press("g")
    page.keyboard.press("n")
    expect(page.locator("h1")).to_have_text("Напоминания")
    expect(rows).to_have_count(2)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/contacts/\d+$"))


@pytest.mark.parametrize(("width", "scheme"), [(1440, "dark"), (360, "light"), (360, "dark")])
def test_the_reminders_in_both_themes_and_narrow(own, reader, picture, width, scheme):
    own("Перезвонить по двигателю " * 8, -90_000)
    page = reader.open("/reminders", "operator", viewport={"width": width, "height": 900}, color_scheme=scheme)
    expect(page.locator(".reminders tbody tr")).to_have_count(1)
    picture(page, f"reminders-{width}-{scheme}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
