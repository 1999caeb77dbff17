"""Panels on the card of a call: what the client's documents come to, and what another program says, before the answer."""

import http.server
import os
import re
import threading
import time
import uuid

import pytest
from playwright.sync_api import expect

import business
from conftest import wait_until
from test_api import erp  # noqa: F401: a fixture
from test_workspace import CARD, desk  # noqa: F401: a fixture

DIRECT = "7559996"
NUMBER = "89215550911"
PANEL = f"{CARD} .call-panel"

ANSWERS = {
    "/orders": ("application/json", '[{"Заказ": "ЗН-77", "Сумма": 12500.5, "Готов": false}, {"Заказ": "<b>ЗН-78</b>", "Сумма": 900}]'),
    "/page": (
        "text/html; charset=windows-1251",
        "<style>td { color: navy }</style><script>parent.document.title = 'чужое'</script>"
        "<table><tr><td>Задолженность</td><td>1 000,00</td></tr></table>",
    ),
}


class Accounting(http.server.ThreadingHTTPServer):
    """The customer's own program: answers what it knows, and takes its time where it is asked to."""

    daemon_threads = True

    def __init__(self):
        self.asked = []
        accounting = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                accounting.asked.append(self.path)
                path = self.path.split("?")[0]
                if path == "/slow":
                    time.sleep(3)
                kind, text = ANSWERS.get(path, ("text/plain", ""))
                body = text.encode("cp1251" if "1251" in kind else "utf-8")
                try:
                    self.send_response(200)
                    self.send_header("Content-Type", kind)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                except BrokenPipeError:
                    pass

            def log_message(self, *arguments):
                pass

        super().__init__(("127.0.0.1", int(os.environ["PRIYOM_TEST_PANELS_PORT"])), Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"


@pytest.fixture()
def accounting():
    accounting = Accounting()
    yield accounting
    accounting.shutdown()
    accounting.server_close()


@pytest.fixture()
def panel():
    """Adds panels; they are gone when the test is over."""
    names = []

    def add(kind, address=None):
        name = f"Панель {uuid.uuid4().hex[:6]}"
        names.append(name)
        business.change("INSERT INTO call_panels (name, kind, is_on, address, place) VALUES (?, ?, 1, ?, ?)", name, kind, address, len(names))
        return name

    add.names = names
    yield add
    for name in names:
        business.change("UPDATE call_panels SET is_hidden = 1 WHERE name = ?", name)


@pytest.fixture()
def customer(erp):  # noqa: F811
    """A client with an open work order, whose number nobody else has."""
    status, client = erp.ask("POST", "/clients?confirmed=1", {"name": "Должников Пётр", "phones": [{"number": NUMBER}]})
    assert status == 201, client
    status, document = erp.ask("POST", "/documents", {"kind": "work_order", "client_id": client["id"], "amount": 12500.5})
    assert status == 201, document
    yield client
    business.change("UPDATE documents SET is_hidden = 1 WHERE id = ?", document["id"])
    business.change("UPDATE clients SET is_hidden = 1 WHERE id = ?", client["id"])
    business.change("DELETE FROM client_phones WHERE client_id = ?", client["id"])


def titled(page, name):
    return page.locator(PANEL).filter(has=page.get_by_role("heading", name=name))


def test_s4_10_panels_stand_on_the_card_while_it_rings_and_a_silent_program_holds_nothing(
    desk, quiet, customer, accounting, panel, picture  # noqa: F811
):
    documents = panel("open_documents")
    orders = panel("erp_json", accounting.url + "/orders?phone={number}&client={client_id}")
    slow = panel("erp_json", accounting.url + "/slow")
    foreign = panel("erp_json", "http://localhost:1/")
    page = desk()
    quiet.begin(DIRECT, NUMBER)
    expect(page.locator(CARD)).to_have_class(re.compile("ringing"))
    expect(titled(page, documents)).to_contain_text("12500,50")
    expect(titled(page, documents)).to_contain_text("Итого: 1")
    expect(titled(page, orders).get_by_role("columnheader", name="Заказ")).to_be_visible()
    # Foreign text stays text.
    expect(titled(page, orders)).to_contain_text("<b>ЗН-78</b>")
    expect(titled(page, foreign)).to_contain_text("Узел не назван в panels.hosts")
    expect(titled(page, slow)).to_contain_text("Не ответила за 1 с", timeout=4_000)
    # Nobody has answered yet.
    expect(page.locator(CARD)).to_have_class(re.compile("ringing"))
    assert f"/orders?phone=79215550911&client={customer['id']}" in accounting.asked
    picture(page, "panels-ringing")
    page.emulate_media(color_scheme="dark")
    picture(page, "panels-ringing-dark")
    page.set_viewport_size({"width": 360, "height": 780})
    picture(page, "panels-ringing-narrow")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    asked = accounting.asked.count("/slow")
    again = titled(page, slow).get_by_role("button", name="Ещё раз")
    again.click()
    wait_until(lambda: accounting.asked.count("/slow") == asked + 1)
    expect(again).to_be_enabled(timeout=4_000)
    expect(again).to_be_focused()
    expect(titled(page, slow)).to_contain_text("Не ответила за 1 с")


def test_s4_10_a_page_of_another_program_stands_in_a_frame_in_which_nothing_runs(
    desk, quiet, customer, accounting, panel, reader, picture  # noqa: F811
):
    panel("erp_html", accounting.url + "/page?n={client_name}")
    page = desk()
    title = page.title()
    with page.expect_response(re.compile(r"/card/panels/\d+/page")) as answered:
        quiet.begin(DIRECT, NUMBER)
    frame = page.locator(f"{PANEL} iframe")
    expect(frame).to_be_visible()
    assert frame.get_attribute("sandbox") == ""
    headers = answered.value.headers
    assert headers["content-security-policy"].startswith("default-src 'none';")
    assert "sandbox" in headers["content-security-policy"]
    assert "Задолженность" in answered.value.text()
    picture(page, "panels-page")
    assert "чужое" not in page.title() and title
    # The browser says that it did not run the script; nothing else went wrong.
    strange = [words for words in reader.complaints if "sandbox" not in words and "Content Security Policy" not in words]
    assert strange == []
    reader.complaints.clear()
    assert len([path for path in accounting.asked if path.startswith("/page?n=%D0%94")]) == 1


def test_s4_10_an_administrator_adds_a_panel_and_a_supervisor_does_not_see_them(reader, panel, picture):
    name = f"Панель {uuid.uuid4().hex[:6]}"
    panel.names.append(name)
    page = reader.open("/directories/call-panels/new", "admin")
    page.get_by_label("Название").fill(name)
    page.get_by_label(re.compile("^Что показывает")).select_option(label="Таблица учётной системы (JSON)")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".error:visible").first).to_be_visible()
    # A refused form is answered with 422, which the console tells of.
    reader.complaints[:] = [complaint for complaint in reader.complaints if "422" not in complaint]
    page.get_by_label(re.compile("^Адрес учётной системы")).fill("https://erp.example/debt?phone={number}")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".toasts")).to_contain_text("Добавлено")
    page.goto(reader.url + "/directories/call-panels")
    expect(page.locator("main")).to_contain_text(name)
    picture(page, "panels-directory")
    other = reader.open("/directories", "supervisor")
    expect(other.get_by_role("link", name="Умная маршрутизация")).to_be_visible()
    expect(other.get_by_role("link", name="Панели до ответа")).to_have_count(0)
