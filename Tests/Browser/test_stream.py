"""The event stream in a real browser: cut, silent, and always leading to what a fresh page shows."""

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
