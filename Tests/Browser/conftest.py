"""The pages in a real browser, against a running server with the PBX simulator behind it.

PRIYOM_URL                  where the pages are: http://127.0.0.1:8080
PRIYOM_SIMULATOR_CONTROL    the simulator's control port: 127.0.0.1:5039
PRIYOM_PASSWORD             of the people operator, operator2, supervisor and admin
PRIYOM_TEST_DATABASE        the server's database
PRIYOM_TEST_MAIL_PORT       where the server hands over its letters, on this machine; nobody listens there
PRIYOM_TEST_PANELS_PORT     where panels may ask, on this machine; nobody listens there
PRIYOM_TEST_SERVERS         instead of these six a folder that has them in gw0.env, gw1.env…, one for each group of tests
                            that run beside one another
PRIYOM_CHROMIUM             the browser, if it is not /usr/bin/chromium
PRIYOM_TEST_SCREENSHOTS          a folder to leave pictures of the pages in
"""

import os
import pathlib
import time

import pytest
from playwright.sync_api import expect, sync_playwright

from pbx import Simulator

if servers := os.environ.get("PRIYOM_TEST_SERVERS"):
    group = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
    settings = pathlib.Path(servers, f"{group}.env").read_text(encoding="utf-8")
    os.environ.update(line.split("=", 1) for line in settings.splitlines())

# A log-in takes its time on purpose, and several groups of tests share the machine.
expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def url():
    return os.environ["PRIYOM_URL"].rstrip("/")


@pytest.fixture(scope="session")
def pbx():
    """The simulator, which invents no calls of its own any more, once those under way are over."""
    simulator = Simulator(os.environ["PRIYOM_SIMULATOR_CONTROL"])
    simulator.tell("stop-new")
    wait_until(lambda: simulator.live_channels == 0, seconds=240)
    return simulator


@pytest.fixture()
def quiet(pbx):
    """No call anywhere: what a test before has begun is over."""
    wait_until(lambda: pbx.live_channels == 0, seconds=240)
    return pbx


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        path = os.environ.get("PRIYOM_CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


class Reader:
    """Somebody with a browser: opens pages, and notes what went wrong in them."""

    # The cookies of who has logged in already, by name: a log-in takes its time on purpose.
    cookies = {}

    def __init__(self, chromium, url):
        self.chromium = chromium
        self.url = url
        self.contexts = []
        self.complaints = []

    def open(self, path, person="supervisor", **settings):
        """A page as this person sees it; nobody is logged in where person is None."""
        settings = {"locale": "ru-RU", "viewport": {"width": 1440, "height": 900}} | settings
        context = self.chromium.new_context(**settings)
        self.contexts.append(context)
        if person:
            context.add_cookies(self.cookies_of(person, context))
        page = context.new_page()
        page.on("console", self.note_console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (self.complaints.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.goto(self.url + path)
        return page

    def cookies_of(self, person, context):
        if person not in self.cookies:
            form = {"name": person, "password": os.environ["PRIYOM_PASSWORD"], "remember": "on"}
            answer = context.request.post(self.url + "/login", form=form, max_redirects=0)
            assert answer.status == 303, answer.text()
            kept = context.cookies()
            Reader.cookies[person] = [cookie for cookie in kept if cookie["name"] in ("session", "browser")]
        return self.cookies[person]

    def note_console(self, message):
        # A stream that a test cuts is told of on the console, too.
        if message.type in ("error", "warning") and "/live" not in (message.location or {}).get("url", ""):
            self.complaints.append(message.text)

    def close(self):
        for context in self.contexts:
            context.close()


@pytest.fixture()
def reader(chromium, url):
    """Opens pages. A test fails when a page complained on its console or showed a dialog."""
    reader = Reader(chromium, url)
    yield reader
    reader.close()
    assert reader.complaints == []


@pytest.fixture()
def picture():
    """Leaves a picture of a page, if somebody wants to see them."""
    folder = os.environ.get("PRIYOM_TEST_SCREENSHOTS")

    def take(page, name):
        if folder:
            pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=f"{folder}/{name}.png")

    return take


def begun(page, script):
    """The page, once one of the scripts that it loads when it is there already hears keys: before that its links are links."""
    page.evaluate("name => import(new URL(name, document.querySelector('script[type=module]').src)).then(() => true)", script)
    return page


def wait_until(condition, seconds=15):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come to pass in time"
        time.sleep(0.05)
