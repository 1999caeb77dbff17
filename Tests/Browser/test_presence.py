"""What people say of themselves, who is there, and how others see it."""

import os

import pytest
from playwright.sync_api import expect

from business import change, rows
from conftest import Reader, wait_until


def own(page):
    return page.locator("#own-presence")


def choose(page, name):
    # The key closes a menu that is still open from the note before.
    expect(page.locator("#presence-menu")).to_be_hidden()
    page.keyboard.press("Alt+KeyS")
    page.locator("#presence-menu").get_by_role("button", name=name, exact=True).click()
    expect(page.locator("#presence-menu")).to_be_hidden()


def user(name):
    [(number,)] = rows("SELECT id FROM users WHERE name = ?", name)
    return number


def at_phone(reader, person, phone):
    """The own workspace; a test before may have taken the phone from the person, or left cards, of which one is shown."""
    page = reader.open("/card", person)
    seated, field = page.locator("#idle, .caller:not([hidden])").first, page.get_by_label("Внутренний номер")
    expect(seated.or_(field).first).to_be_visible()
    if field.count():
        field.fill(phone)
        page.keyboard.press("Enter")
        expect(seated).to_be_visible()
    return page


@pytest.fixture()
def operators(reader, pbx):
    """Two at their phones who see each other, available and without notes."""
    anna, olga = at_phone(reader, "operator", "0111"), at_phone(reader, "operator2", "0125")
    for page in (anna, olga):
        expect(own(page)).not_to_contain_text("Не в системе")
        if "Доступен" not in own(page).inner_text():
            choose(page, "Доступен")
        expect(own(page)).to_contain_text("Доступен")
    return anna, olga


def test_status_and_note_are_seen_by_others_and_in_all_tabs_at_once(operators, picture):
    anna, olga = operators
    tab = anna.context.new_page()
    tab.goto(anna.url)
    seen = olga.locator("#colleagues li", has_text="Петрова Анна")
    expect(seen).to_contain_text("Доступен")
    # By the keyboard alone.
    anna.keyboard.press("Alt+KeyS")
    expect(anna.locator("#presence-available")).to_be_focused()
    anna.keyboard.press("Tab")
    anna.keyboard.press("Enter")
    expect(anna.locator("#presence-menu")).to_be_hidden()
    for place in (own(anna), own(tab), seen):
        expect(place).to_contain_text("Занят")
    anna.keyboard.press("Alt+KeyS")
    anna.get_by_label("Примечание к статусу").fill("новых <b>клиентов</b> не переводить")
    picture(anna, "presence-menu")
    anna.keyboard.press("Enter")
    for place in (own(anna), own(tab), seen):
        expect(place).to_contain_text("новых <b>клиентов</b> не переводить")
    picture(anna, "presence-corner")
    picture(olga, "presence-colleague")
    anna.keyboard.press("Alt+KeyS")
    anna.get_by_label("Примечание к статусу").fill("")
    anna.keyboard.press("Enter")
    expect(seen).not_to_contain_text("не переводить")
    choose(anna, "Доступен")
    expect(seen).to_contain_text("Доступен")


def test_an_own_status_is_added_named_anew_and_removed(operators, picture):
    anna, olga = operators
    seen = olga.locator("#colleagues li", has_text="Петрова Анна")
    anna.keyboard.press("Alt+KeyS")
    anna.get_by_label("Свой статус").fill("Обед")
    anna.keyboard.press("Enter")
    expect(own(anna)).to_contain_text("Обед")
    expect(seen).to_contain_text("Обед")
    anna.keyboard.press("Alt+KeyS")
    anna.get_by_text("Изменить свои статусы").click()
    name = anna.get_by_label("Название статуса")
    expect(name).to_have_value("Обед")
    name.fill("Ужин")
    picture(anna, "presence-own")
    name.press("Enter")
    expect(seen).to_contain_text("Ужин")
    anna.get_by_role("button", name="Удалить").click()
    expect(name).to_have_count(0)
    anna.locator("#presence-menu").get_by_role("button", name="Доступен", exact=True).click()
    expect(seen).to_contain_text("Доступен")


def test_away_after_a_time_without_activity_and_back_with_the_first(operators, picture):
    anna, olga = operators
    seen = olga.locator("#colleagues li", has_text="Петрова Анна")
    choose(anna, "Занят")

    def is_away():
        # What was told just now may still be on its way into the database.
        change("UPDATE presences SET active_at = active_at - 600000 WHERE user_id = ?", user("operator"))
        return "Нет на месте" in seen.inner_text()

    wait_until(is_away)
    expect(own(anna)).to_contain_text("Нет на месте")
    picture(anna, "presence-away")
    anna.mouse.move(300, 300)
    anna.mouse.move(310, 310)
    expect(seen).to_contain_text("Занят")
    choose(anna, "Доступен")


def test_loading_a_page_anew_costs_nothing_and_closing_the_last_makes_offline(operators):
    anna, olga = operators
    seen = olga.locator("#colleagues li", has_text="Петрова Анна")
    expect(seen).to_contain_text("Доступен")
    offline = "SELECT count(*) FROM person_states WHERE user_id = ? AND status = 'offline'"
    before = rows(offline, user("operator"))
    for _ in range(3):
        anna.reload()
        expect(own(anna)).to_contain_text("Доступен")
    assert rows(offline, user("operator")) == before
    anna.context.close()

    def is_offline():
        # Half a minute is long: what was last heard is moved back.
        change("UPDATE presence_streams SET beat_at = beat_at - 40000 WHERE is_open = 0 AND user_id = ?", user("operator"))
        return "Не в системе" in seen.inner_text()

    wait_until(is_offline)


def test_the_queues_of_the_pbx_follow_and_a_supervisor_chooses_for_others(operators, reader, picture):
    anna, _ = operators
    online = reader.open("/online")
    member = online.locator("#queues li", has_text="Петрова Анна").first
    expect(member).not_to_contain_text("пауза")
    choose(anna, "Занят")
    expect(member).to_contain_text("Занят")
    picture(online, "presence-queues")
    row = online.locator("#colleagues li", has_text="Петрова Анна")
    row.get_by_role("button", name="Занят").click()
    picture(online, "presence-of-other")
    row.get_by_role("button", name="Доступен").click()
    expect(own(anna)).to_contain_text("Доступен")
    expect(member).not_to_contain_text("Занят")


def test_a_log_in_makes_who_was_busy_available_and_a_log_out_offline(chromium, url, operators):
    anna, olga = operators
    # A session of its own: ending it must not log out the other tests.
    kept = Reader.cookies.pop("supervisor", None)
    own_reader = Reader(chromium, url)
    page = own_reader.open("/card", person="supervisor")
    choose(page, "Занят")
    expect(own(page)).to_contain_text("Занят")
    form = {"name": "supervisor", "password": os.environ["PRIYOM_PASSWORD"]}
    page.context.request.post(url + "/login", form=form, max_redirects=0)
    expect(own(page)).to_contain_text("Доступен")
    own_reader.close()
    Reader.cookies.pop("supervisor")
    if kept:
        Reader.cookies["supervisor"] = kept


def test_the_corner_of_a_narrow_page(reader, pbx, picture):
    page = reader.open("/reminders", person="operator", viewport={"width": 360, "height": 740}, color_scheme="dark")
    expect(own(page)).to_be_visible()
    picture(page, "presence-narrow")
    page.locator(".own-presence").click()
    expect(page.locator("#presence-menu")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(page, "presence-narrow-menu")
