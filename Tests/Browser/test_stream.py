"""The event stream in a real browser: cut, silent, and always leading to what a fresh page shows."""

import os
import random
import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from conftest import Reader, wait_until
from wire import Wire

# The regions of a page, counters that run without their value.
CONTENTS = """() => Object.fromEntries(
  ['tiles', 'count', 'calls', 'queues', 'ended', 'card', 'others', 'line', 'pbx-state', 'pbx-banner'].map(id => {
    const region = document.getElementById(id)?.cloneNode(true)
    region?.querySelectorAll('[data-since]').forEach(counter => { counter.textContent = '' })
    return [id, region?.innerHTML]
  }))"""


@pytest.fixture()
def wire(url):
    address = urlsplit(url)
    wire = Wire(address.hostname, address.port)
    yield wire
    wire.close()


@pytest.fixture()
def remote(chromium, wire):
    """A reader at the far end of the wire. His browser may well complain about cuts."""
    reader = Reader(chromium, wire.url)
    yield reader
    reader.close()


def test_through_cuts_the_page_becomes_what_a_fresh_one_is(reader, remote, wire, quiet):
    chance = random.Random(7)
    pages = [remote.open("/online"), remote.open("/card?extension=0111")]
    for page in pages:
        page.evaluate("window.isFirst = true")
    for pattern in ("queue", "hold", "blind-transfer", "queue-abandoned", "outbound", "direct"):
        quiet.call(pattern)
        for _ in range(4):
            pages[0].wait_for_timeout(chance.randint(50, 1_500))
            wire.cut()
    for page in pages:
        fresh = reader.open(page.url.removeprefix(wire.url))
        wait_until(lambda: page.evaluate(CONTENTS) == fresh.evaluate(CONTENTS), seconds=30)
        assert page.evaluate("window.isFirst")
        expect(page.locator(".offline-banner")).to_be_hidden()


def test_a_silent_stream_is_said_with_the_time_of_the_data(remote, wire, pbx, picture):
    page = remote.open("/online")
    banner = page.locator(".offline-banner")
    expect(banner).to_be_hidden()
    wire.is_silent = True
    expect(banner).to_be_visible(timeout=20_000)
    expect(banner).to_contain_text(re.compile(r"Показано то, что было в \d\d:\d\d:\d\d"))
    picture(page, "online-offline")
    wire.is_silent = False
    expect(banner).to_be_hidden(timeout=20_000)


def test_a_page_of_an_older_version_loads_itself_anew(reader, pbx):
    page = reader.open("/card?extension=")
    loads = []

    def serve(route):
        answer = route.fetch()
        body = answer.text()
        if not loads:
            body = re.sub('data-version="[^"]*"', 'data-version="old"', body)
        loads.append(body)
        route.fulfill(response=answer, body=body)

    page.route("**/online", serve)
    page.goto(reader.url + "/online")
    wait_until(lambda: page.wait_for_timeout(50) or len(loads) == 2)
    page.wait_for_timeout(500)
    assert len(loads) == 2


def tabs_of_one_browser(remote, number, *prepare):
    first = remote.open("/online")
    for script in prepare:
        first.context.add_init_script(script)
    first.reload()
    tabs = [first]
    while len(tabs) < number:
        tab = first.context.new_page()
        tab.goto(remote.url + ("/online" if len(tabs) % 2 else "/card?extension=0111"))
        tabs.append(tab)
    return tabs


WITHOUT_SHARED_WORKER = "delete globalThis.SharedWorker"


@pytest.mark.parametrize("prepare", [(), (WITHOUT_SHARED_WORKER,)], ids=["shared worker", "a tab for all"])
def test_ten_tabs_of_a_browser_have_one_stream(remote, wire, quiet, prepare):
    tabs = tabs_of_one_browser(remote, 10, *prepare)
    wait_until(lambda: len(wire.streams()) == 1 and wire.streams()[0].count("follow=") == 30)
    quiet.call("queue")
    for tab in tabs:
        expect(tab.locator("#calls tr[id^=call-], #card .caller").first).to_be_visible()
    # The one that holds the stream for all may be among those that close.
    for tab in tabs[:7]:
        tab.close()
    wait_until(lambda: len(wire.streams()) == 1 and wire.streams()[0].count("follow=") == 9)
    quiet.call("hold")
    for tab in tabs[7:]:
        number = tab.locator("#calls tr[id^=call-], #card .caller, #others li")
        expect(number).not_to_have_count(0)
        tab.evaluate("document.getElementById('pbx-pill').remove()")
    wire.cut()
    for tab in tabs[7:]:
        expect(tab.locator("#pbx-pill")).to_be_visible()
        expect(tab.locator(".offline-banner")).to_be_hidden()


def test_all_tabs_go_on_when_the_person_has_logged_in_again_in_one(chromium, url):
    # A session of its own: ending it must not log out the other tests.
    Reader.cookies.pop("operator2", None)
    own = Reader(chromium, url)
    page = own.open("/card", person="operator2")
    Reader.cookies.pop("operator2")
    tabs = [page] + [page.context.new_page() for _ in range(2)]
    for tab in tabs[1:]:
        tab.goto(url + "/card")
    tabs[2].get_by_role("button", name="Выйти").click()
    for tab in tabs[:2]:
        expect(tab.get_by_role("dialog")).to_be_visible(timeout=30_000)
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Пароль").fill(os.environ["PRIYOM_PASSWORD"])
    page.keyboard.press("Enter")
    for tab in tabs[:2]:
        expect(tab.get_by_role("dialog")).to_be_hidden(timeout=30_000)
    assert tabs[1].evaluate("document.querySelector('input[name=token]').value") == page.evaluate(
        "document.querySelector('input[name=token]').value"
    )
    own.close()
