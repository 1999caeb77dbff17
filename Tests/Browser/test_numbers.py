"""Every number of a client on every page is called by a press."""

import re
import time

import pytest
from playwright.sync_api import expect

import business
from conftest import wait_until
from test_clients import add_client, saved
from test_workspace import desk  # noqa: F401: a fixture

# A number that rings one phone, at which nobody sits.
DIRECT, PHONE = "7559998", "0205"
CLIENT, NUMBER, KEY, WRITTEN = "Нажимаев Лука Ильич", "89265550661", "+79265550661", "8 (926) 555-06-61"
LINK = f"a[href='tel:{KEY}']"


@pytest.fixture()
def spoken(quiet, reader):
    """A client with whom somebody has spoken and who has called in vain since; the number of the client."""
    business.stand_up()
    if not business.rows("SELECT 1 FROM clients WHERE name = ?", CLIENT):
        page = reader.open("/clients")
        # Pages write it otherwise.
        add_client(page, CLIENT, "+7 926 555 06 61")
        saved(page)
        for is_answered in (True, False):
            call = quiet.begin(DIRECT, NUMBER)
            wait_until(lambda: PHONE in quiet.tell("calls"))
            if is_answered:
                quiet.tell(f"answer {call} {PHONE}")
            # Who hangs up sooner is not counted as missed.
            time.sleep(7)
            quiet.tell(f"hang-up {call}")
            wait_until(lambda: quiet.live_channels == 0)
        wait_until(lambda: len(business.rows("SELECT 1 FROM listed_calls WHERE number_key = ?", KEY)) == 2)
    return business.rows("SELECT id FROM clients WHERE name = ?", CLIENT)[0]["id"]


def expect_pressable(page):
    """The number stands there, and nowhere as text alone."""
    expect(page.locator(f"main {LINK}").first).to_be_visible()
    bare = page.evaluate(
        "written => [...document.querySelectorAll('main bdi')].filter(text => text.textContent === written "
        "&& !text.closest('a[href^=\"tel:\"]') && !text.closest('.only-read')).length",
        WRITTEN,
    )
    assert bare == 0, page.url
    assert page.locator("a a").count() == 0


def test_s4_1_on_every_page_the_number_of_a_client_is_pressed(spoken, reader, picture):
    page = reader.open("/clients")
    for path in [
        f"/clients/{spoken}",
        f"/clients/{spoken}/conversations",
        "/conversations?period=today",
        "/calls?period=today",
        "/register?period=today",
        "/missed?period=today",
    ]:
        page.goto(reader.url + path)
        expect_pressable(page)
    page.goto(reader.url + f"/clients/{spoken}/conversations")
    page.locator("tbody th a").first.click()
    expect(page.locator("#chosen")).to_be_visible()
    expect_pressable(page)
    page.goto(reader.url + "/calls?period=today")
    page.locator("tbody tr", has=page.locator(LINK)).first.locator("a[href^='/calls/']").first.click()
    expect_pressable(page)
    picture(page, "numbers-call")


def test_s4_1_online_calls_by_the_number_and_opens_the_call_by_its_state_or_its_time(spoken, quiet, reader, picture):
    page = reader.open("/online")
    call = quiet.begin(DIRECT, NUMBER)
    row = page.locator("#calls tr", has=page.locator(LINK))
    expect(row.locator("a.pill[href^='/calls/']")).to_have_text("звонит")
    picture(page, "numbers-online-ringing")
    quiet.tell(f"hang-up {call}")
    expect(row).to_have_count(0)
    expect_pressable(page)
    row = page.locator("#ended tr", has=page.locator(LINK)).first
    expect(row.locator(LINK)).to_have_text(WRITTEN)
    picture(page, "numbers-online")
    row.locator("a[href^='/calls/']").click()
    page.wait_for_url("**/calls/**")


def test_s4_1_the_check_of_the_statistics_and_the_lists_behind_reports(spoken, reader, picture):
    page = reader.open("/reconciliation?period=today")

    def is_found():
        page.goto(f"{reader.url}/reconciliation/next?period=today")
        return page.locator(LINK).count() > 0

    business.change("UPDATE reconciled_calls SET is_exempt = 1 WHERE number_key IS NOT ?", KEY)
    wait_until(is_found, seconds=30)
    expect_pressable(page)
    picture(page, "numbers-reconciliation")
    page.goto(reader.url + "/reports/calls?period=today")
    wait_until(lambda: page.locator("table.report").count() or (page.reload() and False), seconds=30)
    page.locator("table.report tfoot a, table.report tbody a").first.click()
    page.wait_for_url("**/reports/calls/rows**")
    expect_pressable(page)
    picture(page, "numbers-report-rows")


def test_s4_1_the_search_calls_what_it_finds_and_still_opens_it(spoken, desk, quiet, picture):  # noqa: F811
    page = desk()
    box = page.locator("[data-client-search]")
    box.fill("нажимаев")
    found = page.locator("#found-clients")
    expect(found.locator(LINK)).to_have_text(WRITTEN)
    picture(page, "numbers-search")
    page.set_viewport_size({"width": 360, "height": 780})
    picture(page, "numbers-search-narrow")
    page.set_viewport_size({"width": 1440, "height": 900})
    found.locator(LINK).click()
    bar = page.locator("#own-call .call-bar")
    expect(bar).to_contain_text(WRITTEN)
    bar.get_by_role("button", name="Положить трубку").click()
    wait_until(lambda: quiet.calls == [])
    box.fill("")
    box.fill("нажимаев")
    expect(found.get_by_role("option", name=re.compile(CLIENT))).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    page.wait_for_url(re.compile(rf"/clients/{spoken}$"))
