"""A form on another site: it is made by keyboard, its code pasted into a page of that site, and what a visitor sends is for somebody to take
(requirement S2.11)."""

import http.server
import itertools
import threading

import pytest
from playwright.sync_api import expect

import business

numbers = itertools.count(1)


class Site:
    """Somebody's site with one page."""

    def __init__(self):
        site = self
        self.page = ""

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                body = site.page.encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *arguments):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def origin(self):
        return f"http://localhost:{self.server.server_port}"


@pytest.fixture()
def site():
    site = Site()
    yield site
    site.server.shutdown()


@pytest.fixture()
def form(pbx, reader, site, picture):
    """A form with its key, and its card."""
    business.stand_up()
    page = reader.open("/directories/web-forms/new", "admin")
    page.get_by_label("Название").fill(f"Заявка {next(numbers)}")
    page.get_by_label("Причина обращения").select_option(index=1)
    page.get_by_label("Сайты").fill(site.origin)
    page.get_by_label("Поля").fill("name\nphone*: Ваш телефон\ncity: Город\nmessage")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#key")).to_contain_text("Ключа нет")
    page.get_by_role("button", name="Создать ключ").click()
    expect(page.locator("[data-form-snippet]")).to_be_visible()
    picture(page, "form-key")
    site.page = f"<!doctype html><meta charset=utf-8><title>Сервис</title>{page.locator('[data-form-snippet]').input_value()}"
    yield page
    business.change("UPDATE web_forms SET is_hidden = 1")


def test_s2_11_a_visitor_sends_a_form_and_somebody_is_told(form, site, reader, chromium, picture):
    context = chromium.new_context(locale="ru-RU")
    visitor = context.new_page()
    visitor.goto(site.origin)
    visitor.get_by_label("Имя").fill("Вера <b>Климова</b>")
    visitor.get_by_label("Ваш телефон").fill("8 953 523-72-99")
    visitor.get_by_label("Город").fill("Омск")
    visitor.get_by_label("Сообщение").fill("Стучит подвеска")
    visitor.get_by_role("button", name="Отправить").click()
    expect(visitor.get_by_role("heading")).to_have_text("Спасибо! Сообщение принято.")
    context.close()
    found = business.rows("SELECT id, number FROM contacts WHERE person_name = 'Вера <b>Климова</b>' ORDER BY id DESC")
    assert len(found) == 1 and found[0]["number"]
    card = reader.open(f"/contacts/{found[0]['id']}", "supervisor")
    expect(card.locator("main")).to_contain_text("Вера <b>Климова</b>")
    expect(card.locator("body")).to_contain_text("Стучит подвеска")
    picture(card, "form-contact")
    told = business.rows("SELECT kind FROM notifications WHERE contact_id = ?", found[0]["id"])
    assert told
    form.goto(form.url.replace("/web-forms/", "/directories/web-forms/").removesuffix("/key"))
    expect(form.locator("#key")).to_contain_text("Получено: 1")
    assert form.locator("[data-form-address]").count() == 0


def test_s2_11_another_site_cannot_send_it(form, site, chromium):
    site.page = site.page.replace("<title>", "<title>Чужой ")
    context = chromium.new_context(locale="ru-RU")
    visitor = context.new_page()
    # The same page under a name that the form does not know.
    visitor.goto(site.origin.replace("localhost", "127.0.0.1"))
    visitor.get_by_label("Ваш телефон").fill("8 953 523-72-98")
    visitor.get_by_role("button", name="Отправить").click()
    expect(visitor.get_by_role("heading")).to_contain_text("С этого сайта форму отправить нельзя")
    context.close()
    assert not business.rows("SELECT id FROM contacts WHERE contact_phone = '8 953 523-72-98'")
