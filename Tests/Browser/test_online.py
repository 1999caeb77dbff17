"""Online: all calls in progress, queues, and the last finished calls, live."""

import re

from playwright.sync_api import expect

from conftest import wait_until

CALLS = "#calls tr:not(.none)"


def test_s2_26_a_call_is_a_row_from_its_first_ring_to_its_end(reader, quiet, picture):
    page = reader.open("/online")
    expect(page.locator("#calls")).to_contain_text("Звонков нет")
    finished = page.locator("#ended tr:not(.none)")
    before = finished.first.get_attribute("id") if finished.count() else None
    quiet.call("queue")
    row = page.locator(CALLS)
    expect(row).to_have_count(1, timeout=10_000)
    expect(page.locator("#count")).to_have_text("1 звонок")
    expect(row).to_contain_text("звонит", timeout=15_000)
    expect(row).to_contain_text("0111 0113 0125")
    expect(row).to_contain_text("service")
    queue = page.locator("#queues section", has_text="service")
    expect(queue.locator(".rows.waiting li")).to_have_count(1)
    expect(queue.locator("header")).to_contain_text("1 ждёт")
    expect(page.locator("#tiles .tile.waiting")).to_contain_text(re.compile(r"дольше всех 0:\d\d"))
    picture(page, "online-ringing")
    expect(row).to_contain_text("разговор", timeout=20_000)
    expect(queue.locator(".rows.waiting li")).to_have_count(0)
    expect(page.locator(CALLS)).to_have_count(0, timeout=60_000)
    wait_until(lambda: finished.count() and finished.first.get_attribute("id") != before)
    expect(finished.first).to_contain_text("принят")
    picture(page, "online-ended")


def test_the_finished_call_opens_with_its_legs_and_the_pbxs_rows(reader, quiet, picture):
    page = reader.open("/online")
    quiet.call("direct")
    expect(page.locator(CALLS)).to_have_count(1, timeout=10_000)
    expect(page.locator(CALLS)).to_have_count(0, timeout=90_000)
    page.locator("#ended a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Звонок")
    expect(page.get_by_role("heading", name="Участники")).to_be_visible()
    wait_until(lambda: page.reload() and page.locator("table.dense tbody tr").count() > 0)
    expect(page.locator("table.dense")).to_contain_text("ANSWERED")
    picture(page, "call")


def test_updates_keep_the_focus_the_scrolling_and_the_very_elements(reader, quiet):
    page = reader.open("/online", viewport={"width": 1000, "height": 420})
    quiet.call("hold", 3)
    rows = page.locator(CALLS)
    expect(rows).to_have_count(3, timeout=15_000)
    link = rows.nth(1).get_by_role("link").first
    link.focus()
    page.locator("#main").evaluate("main => { main.scrollTop = 60 }")
    page.evaluate("window.marked = document.activeElement")
    quiet.call("direct", 3)
    expect(rows).to_have_count(6, timeout=15_000)
    assert page.evaluate("document.activeElement === window.marked && marked.isConnected")
    assert page.locator("#main").evaluate("main => main.scrollTop") == 60


def test_hostile_names_are_text(reader, quiet, picture):
    page = reader.open("/online")
    quiet.call("hostile", 40)
    expect(page.locator(CALLS).first).to_be_visible(timeout=10_000)
    expect(page.locator("body")).to_contain_text("<script>alert(1)</script>", timeout=20_000)
    picture(page, "online-hostile")
    assert page.locator("#main script, #main img").count() == 0
    assert page.evaluate("document.querySelectorAll('[onerror]').length") == 0
    # A name cannot turn the text around it, nor make its row wider than others.
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_pbxs_absence_is_said_and_passes(reader, quiet, picture):
    page = reader.open("/online")
    quiet.tell("cut 6")
    expect(page.locator("#pbx-banner")).to_contain_text(re.compile("АТС не отвечает с|Подключаемся"), timeout=10_000)
    picture(page, "online-pbx-lost")
    expect(page.locator("#pbx-state")).to_have_text("АТС на связи", timeout=45_000)
    expect(page.locator("#pbx-banner")).to_be_empty()
