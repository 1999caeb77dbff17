"""Conversations: all of a client in a tab of the card, those that nobody worked on in the head's check, each heard where it stands."""

import re
import time

import pytest
from playwright.sync_api import expect

import business
from conftest import wait_until

# A number that rings one phone, at which nobody sits.
DIRECT, PHONE = "7559998", "0205"
CLIENT, NUMBER, KEY = "Разговорчивый Яков Ильич", "89265550441", "+79265550441"


@pytest.fixture()
def spoken(quiet, reader):
    """The address of a client with whom somebody has spoken."""
    business.stand_up()
    if not business.rows("SELECT 1 FROM clients WHERE name = ?", CLIENT):
        page = reader.open("/clients/new")
        page.get_by_label("Контрагент").fill(CLIENT)
        page.get_by_label("Телефон 1").fill("8 (926) 555-04-41")
        page.keyboard.press("Control+Enter")
        page.wait_for_url(re.compile(r"/clients/\d+$"))
        talk(quiet)
        talk(quiet)
    client = business.rows("SELECT id FROM clients WHERE name = ?", CLIENT)[0]["id"]
    return f"/clients/{client}"


def talk(quiet):
    known = len(business.rows("SELECT 1 FROM listed_calls WHERE number_key = ?", KEY))
    call = quiet.begin(DIRECT, NUMBER)
    wait_until(lambda: PHONE in quiet.tell("calls"))
    quiet.tell(f"answer {call} {PHONE}")
    time.sleep(4)
    quiet.tell(f"hang-up {call}")
    wait_until(lambda: quiet.live_channels == 0)
    wait_until(lambda: len(business.rows("SELECT 1 FROM listed_calls WHERE number_key = ?", KEY)) > known)


def test_s4_9_the_clients_conversations_are_found_and_heard_in_a_tab_of_the_card(spoken, reader, picture):
    page = reader.open(spoken)
    picture(page, "client-card-tabs")
    page.get_by_role("link", name="Разговоры", exact=True).click()
    expect(page.locator("tbody tr")).to_have_count(2)
    picture(page, "client-conversations")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    chosen = page.locator("#chosen")
    expect(chosen.locator(".timeline")).to_be_visible()
    expect(page.locator("tr[aria-selected=true]")).to_have_count(1)
    picture(page, "client-conversation-chosen")
    chosen.get_by_role("button", name="Слушать").click()
    expect(chosen.get_by_role("button", name="Пауза")).to_be_visible()
    noted = "SELECT 1 FROM audit_log WHERE action = 'listen' AND subject LIKE '%recording:1'"
    wait_until(lambda: business.rows(noted))
    page.goto(reader.url + spoken + "/conversations?direction=outbound")
    expect(page.locator(".card.empty")).to_contain_text("Разговоров нет")
    picture(page, "client-conversations-none")


def test_s4_8_the_head_finds_a_call_that_nobody_worked_on_and_makes_a_contact_of_it(spoken, reader, picture):
    page = reader.open("/calls")
    page.get_by_role("link", name="Проверка разговоров").click()
    page.get_by_role("link", name=re.compile("Без контакта")).click()
    row = page.locator("tbody tr").filter(has_text="8 (926) 555-04-41")
    expect(row).to_have_count(2)
    row.first.get_by_role("link").first.click()
    picture(page, "conversation-check")
    page.locator("#chosen").get_by_role("button", name="Создать контакт").click()
    page.wait_for_url("**/contacts/*")
    page.goto(reader.url + "/conversations?lack=document")
    row = page.locator("tbody tr").filter(has_text="8 (926) 555-04-41")
    expect(row).to_have_count(1)
    business.change("UPDATE contacts SET is_hidden = 1 WHERE caller_key = ?", KEY)


@pytest.mark.parametrize("theme, width", [("dark", 1440), ("light", 360), ("dark", 360)])
def test_conversations_in_the_dark_and_on_narrow_screens(spoken, reader, picture, theme, width):
    page = reader.open(f"{spoken}/conversations", color_scheme=theme, viewport={"width": width, "height": 800})
    page.locator("tbody tr a").first.click()
    page.wait_for_url("**#chosen")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(page, f"client-conversations-{theme}-{width}")
    page.goto(reader.url + "/conversations")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(page, f"conversation-check-{theme}-{width}")
