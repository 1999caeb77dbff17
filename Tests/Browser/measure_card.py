"""Started by scripts/measure-card, which says what is measured."""

import os
import platform
import sys
import time

from playwright.sync_api import sync_playwright

from painting import EMPTY_PAINT, PAINTED, PING_PAINT, quantile, row
from pbx import Simulator

PHONE, DID = "0111", "7559996"

# Notes when a card has changed the page and been painted, by the clock of the machine, in milliseconds.
WATCH = """() => {
  window.cards = {}
  new MutationObserver(() => {
    for (const card of document.querySelectorAll('#card > [data-rank="3"]')) {
      if (window.cards[card.id]) continue
      window.cards[card.id] = { changed: performance.timeOrigin + performance.now() }
      painted().then(at => { window.cards[card.id].painted = performance.timeOrigin + at })
    }
  }).observe(document.getElementById('card'), { childList: true })
}"""


def main():
    count = int(sys.argv[1])
    pbx = Simulator(os.environ["PRIYOM_SIMULATOR_CONTROL"])
    url = os.environ["PRIYOM_URL"]
    with sync_playwright() as playwright:
        path = os.environ.get("PRIYOM_CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"{url}/login")
        for name, value in (("name", "operator"), ("password", os.environ["PRIYOM_PASSWORD"]), ("phone", PHONE)):
            page.fill(f"#{name}", value)
        page.keyboard.press("Enter")
        page.wait_for_selector("#idle")
        page.evaluate(PAINTED)
        page.evaluate(WATCH)
        cards, changes, empty, ping = [], [], [], []
        for number in range(count + 10):
            call = pbx.begin(DID, f"8953{number:07}", "Константин, АКПП ЦЕНТР")
            card = wait_for_card(page, call)
            written = next(dial["at"] for dial in reversed(pbx.dialled) if dial["linkedID"] == call) / 1_000
            pbx.tell(f"hang-up {call}")
            page.wait_for_selector("#idle")
            # The first ones warm up.
            if number >= 10:
                cards.append(card["painted"] - written)
                changes.append(card["changed"] - written)
                empty.append(page.evaluate(EMPTY_PAINT))
                ping.append(page.evaluate(PING_PAINT))
        version = browser.version
        browser.close()
    print(f"{count} calls, one after the other; Chromium {version}, {platform.machine()}, {os.cpu_count()} cores")
    row("from the PBX's byte to the painted card", cards)
    row("  of which until the page has changed", changes)
    row("baseline: a change of the page, painted", empty)
    row("baseline: /health fetched, painted", ping)
    sys.exit(0 if quantile(cards, 0.95) <= 50 else 1)


def wait_for_card(page, call):
    end = time.monotonic() + 10
    while time.monotonic() < end:
        card = page.evaluate(
            "call => Object.entries(window.cards).find(([id, card]) => id.includes(`:${call}:`) && card.painted)?.[1]", call
        )
        if card:
            return card
        time.sleep(0.005)
    raise SystemExit(f"the card of {call} never came")


main()
