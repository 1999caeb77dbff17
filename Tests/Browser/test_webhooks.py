"""Webhooks: one is added, tried and read; what happens reaches a receiver, signed; one that says no is shown and tried again."""

import hashlib
import hmac
import http.server
import itertools
import json
import threading

import pytest
from playwright.sync_api import expect

from conftest import wait_until

numbers = itertools.count(1)
# What the page says, and not what it says of the connection.
NOTICE = "p.notice:not(.offline-banner)"


class Receiver:
    """Another program: keeps what it is sent, and answers as it is told."""

    def __init__(self):
        self.requests = []
        self.status = 204
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.requests.append((dict(self.headers), body))
                self.send_response(receiver.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *arguments):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server.server_port}/priyom"

    def events(self, name):
        return [json.loads(body) for headers, body in self.requests if headers["Priyom-Event"] == name]


@pytest.fixture()
def receiver():
    receiver = Receiver()
    yield receiver
    receiver.server.shutdown()


def add(reader, receiver, *events):
    """A webhook that listens to these events, and the secret that its page showed."""
    page = reader.open("/webhooks", "admin")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Новый вебхук")
    page.get_by_label("Название").fill(f"1С {next(numbers)}")
    page.get_by_label("Адрес", exact=True).fill(receiver.url)
    for event in events:
        page.get_by_label(event).check()
    page.keyboard.press("Control+Enter")
    expect(page.locator(f"{NOTICE} code.secret")).to_be_visible()
    return page, page.locator(f"{NOTICE} code.secret").inner_text()


def remove(page):
    page.locator(".record button[formaction$=hide]").click()
    expect(page.locator(f"{NOTICE}.good")).to_be_visible()


def test_a_webhook_is_added_by_keyboard_and_tried(reader, receiver, picture):
    page, secret = add(reader, receiver, "Клиент добавлен")
    picture(page, "webhook-secret")
    page.get_by_role("button", name="Отправить проверку").click()
    expect(page.locator(NOTICE)).to_contain_text("Проверка дошла")
    expect(page.locator("#rows")).to_contain_text("Доставлено")
    assert page.locator("code.secret").count() == 0
    headers, body = receiver.requests[0]
    assert headers["Priyom-Event"] == "test" and json.loads(body)["id"] == headers["Priyom-Event-Id"]
    signature = dict(part.split("=", 1) for part in headers["Priyom-Signature"].split(","))
    expected = hmac.new(secret.encode(), signature["t"].encode() + b"." + body, hashlib.sha256).hexdigest()
    assert signature["v1"] == expected
    picture(page, "webhook")
    remove(page)


def test_what_happens_reaches_the_receiver(reader, receiver, quiet):
    page, _ = add(reader, receiver, "Звонок закончился", "Клиент добавлен")
    client = reader.open("/clients/new", "operator")
    client.get_by_label("Контрагент").fill(f"Боровков Сергей {next(numbers)}")
    client.keyboard.press("Control+Enter")
    expect(client.get_by_role("heading", level=1)).to_contain_text("Боровков")
    wait_until(lambda: receiver.events("client.created"))
    assert receiver.events("client.created")[0]["client"]["name"].startswith("Боровков Сергей")
    quiet.call("direct-abandoned")
    wait_until(lambda: receiver.events("call.ended"), seconds=60)
    call = receiver.events("call.ended")[0]["call"]
    assert call["direction"] == "inbound" and call["ended_at"].endswith("Z")
    remove(page)


def test_a_receiver_that_says_no_is_shown_and_sent_to_again(reader, receiver, picture):
    page, _ = add(reader, receiver)
    receiver.status = 500
    page.get_by_role("button", name="Отправить проверку").click()
    expect(page.locator(f"{NOTICE}.bad")).to_contain_text("ответ 500")
    expect(page.locator(".page-head .pill.bad")).to_contain_text("Не доходит: ответ 500")
    picture(page, "webhook-refused")
    receiver.status = 200
    page.get_by_role("button", name="Отправить ещё раз").first.click()
    expect(page.locator(f"{NOTICE}.good")).to_contain_text("Отправляется ещё раз")
    wait_until(lambda: len(receiver.requests) > 1)
    ids = {headers["Priyom-Event-Id"] for headers, _ in receiver.requests}
    assert len(ids) == 1

    def delivered():
        page.goto(reader.url + "/webhooks")
        return page.locator("tr[data-row]", has_text=receiver.url).locator(".pill.good").count() == 1

    wait_until(delivered)
    picture(page, "webhooks")
    page.locator("tr[data-row]", has_text=receiver.url).get_by_role("link").click()
    remove(page)


def test_an_address_that_is_none_is_told_beside_its_field(reader):
    page = reader.open("/webhooks/new", "admin")
    address = page.get_by_label("Адрес", exact=True)
    address.fill("ftp://erp.example")
    page.keyboard.press("Tab")
    expect(address).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".error:visible")).to_contain_text("Нужен адрес: https://")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_fit_a_narrow_screen(reader, receiver, picture, scheme):
    page, _ = add(reader, receiver, "Звонок пропущен")
    page.get_by_role("button", name="Отправить проверку").click()
    expect(page.locator(NOTICE)).to_contain_text("Проверка дошла")
    address = page.locator("form.record").get_attribute("action")
    for width in (360, 1440):
        other = reader.open(address, "admin", viewport={"width": width, "height": 900}, color_scheme=scheme)
        assert other.evaluate("document.documentElement.scrollWidth <= innerWidth")
        picture(other, f"webhook-{scheme}-{width}")
    remove(page)


def test_who_does_not_keep_them_has_no_way_to_them(reader):
    page = reader.open("/directories", "supervisor")
    expect(page.locator("nav.side a[href='/webhooks']")).to_have_count(0)
