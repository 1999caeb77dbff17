"""Started by scripts/measure-step, beside operators at work: one more, in a real browser, leads contacts through the script.

From the press of Ctrl+Enter, as the browser notes it, to the frame that shows the next step, painted.
"""

import os
import platform
import sys

from playwright.sync_api import sync_playwright

from painting import EMPTY_PAINT, PAINTED, PING_PAINT, quantile, row

# In milliseconds since the page was opened, by the clock of events.
WATCH = """() => {
  const stepNow = () => document.querySelector('[data-registered]') ? 'registered'
    : document.querySelector('.step-form')?.dataset.step
  window.steps = []
  let pressed, from
  addEventListener('keydown', event => {
    if (event.key !== 'Enter' || !event.ctrlKey) return
    pressed = event.timeStamp
    from = stepNow()
  }, true)
  new MutationObserver(() => {
    if (pressed === undefined || stepNow() === from) return
    const began = pressed
    pressed = undefined
    const changed = performance.now() - began
    painted().then(at => window.steps.push({ step: stepNow(), changed, painted: at - began }))
  }).observe(document.body, { childList: true, subtree: true })
}"""


def main():
    count = int(sys.argv[1])
    url = os.environ["PRIYOM_URL"]
    with sync_playwright() as playwright:
        path = os.environ.get("PRIYOM_CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        context.add_cookies([{"name": "session", "value": os.environ["PRIYOM_SESSION"], "url": url}])
        page = context.new_page()
        steps, empty, ping = [], [], []
        for number in range(count + 3):
            page.goto(f"{url}/card")
            page.locator('form[action="/intake"] button').first.click()
            page.wait_for_selector(".step-form")
            page.evaluate(PAINTED)
            page.evaluate(WATCH)
            taken = lead(page)
            # The first ones warm up.
            if number >= 3:
                steps += taken
                empty.append(page.evaluate(EMPTY_PAINT))
                ping.append(page.evaluate(PING_PAINT))
        version = browser.version
        browser.close()
    print(f"{len(steps)} steps of {count} contacts; Chromium {version}, {platform.machine()}, {os.cpu_count()} cores")
    painted = [step["painted"] for step in steps]
    row("from the key to the painted next step", painted)
    row("  of which until the page has changed", [step["changed"] for step in steps])
    for name in dict.fromkeys(step["step"] for step in steps):
        row(f"  to {name}", [step["painted"] for step in steps if step["step"] == name])
    row("baseline: a change of the page, painted", empty)
    row("baseline: /health fetched, painted", ping)
    sys.exit(0 if quantile(painted, 0.95) <= 50 else 1)


def lead(page):
    """A first-time client's repair, by the keyboard."""
    keyboard = page.keyboard
    keyboard.type("Константин")
    keyboard.press("Alt+1")
    go_on(page, "identify")
    keyboard.press("Alt+2")
    go_on(page, "first_time")
    page.locator("input[name=make]").fill("мазда")
    page.locator("input[name=model]").fill("6")
    page.locator("input[name=year]").fill("2006")
    go_on(page, "master")
    page.locator(".people-table tbody input[type=radio]:visible").first.check()
    go_on(page, "registered")
    return page.evaluate("window.steps")


def go_on(page, step):
    # Somebody thinks before; what was typed is kept meanwhile.
    page.wait_for_timeout(700)
    page.keyboard.press("Control+Enter")
    page.wait_for_function("step => window.steps.at(-1)?.step === step", arg=step)


main()
