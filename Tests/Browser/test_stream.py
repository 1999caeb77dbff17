"""The event stream in a real browser: cut, silent, and always leading to what a fresh page shows."""

import random

from playwright.sync_api import expect

from conftest import wait_until

# The regions of a page, counters that run without their value.
CONTENTS = """() => Object.fromEntries(
  ['tiles', 'count', 'calls', 'queues', 'ended', 'card', 'others', 'line', 'pbx-state', 'pbx-banner'].map(id => {
    const region = document.getElementById(id)?.cloneNode(true)
    region?.querySelectorAll('[data-since]').forEach(counter => { counter.textContent = '' })
    return [id, region?.innerHTML]
  }))"""


def test_through_cuts_the_page_becomes_what_a_fresh_one_is(reader, quiet):
    chance = random.Random(7)
    pages = [reader.open("/online"), reader.open("/card?extension=0111")]
    for pattern in ("queue", "hold", "blind-transfer", "queue-abandoned", "outbound"):
        quiet.call(pattern, 2)
        for page in pages:
            if chance.random() < 0.7:
                page.context.set_offline(True)
                page.wait_for_timeout(chance.randint(50, 1_500))
                page.context.set_offline(False)
        pages[0].wait_for_timeout(chance.randint(200, 2_000))
    for page in pages:
        fresh = reader.open(page.url.removeprefix(reader.url))
        wait_until(lambda: page.evaluate(CONTENTS) == fresh.evaluate(CONTENTS), seconds=30)


def test_a_silent_stream_is_said_with_the_time_of_the_data(reader, pbx, picture):
    page = reader.open("/online")
    banner = page.locator(".offline-banner")
    expect(banner).to_be_hidden()
    page.context.set_offline(True)
    expect(banner).to_be_visible(timeout=20_000)
    expect(banner).to_contain_text("Показано то, что было в")
    picture(page, "online-offline")
    page.context.set_offline(False)
    expect(banner).to_be_hidden(timeout=20_000)


def test_a_page_of_an_older_version_loads_itself_anew(reader, pbx):
    page = reader.open("/online")
    old = "document.addEventListener('DOMContentLoaded', () => { document.body.dataset.version = 'old' })"
    page.evaluate("window.isOld = true")
    page.evaluate("version => { sessionStorage.loads = 0 }", None)
    page.context.add_init_script(
        "sessionStorage.loads = Number(sessionStorage.loads ?? 0) + 1;"
        f"if (sessionStorage.loads === '1') {old}"
    )
    page.reload()
    wait_until(lambda: page.evaluate("sessionStorage.loads") == "2")
