"""Smart routing: the rules in their directory, and the page that says who takes a number now, and why."""

import re
import uuid

import pytest
from playwright.sync_api import expect

import business
from conftest import wait_until
from test_api import erp  # noqa: F401: a fixture

NUMBER = "8 (921) 555-08-88"


@pytest.fixture()
def ordered(erp):  # noqa: F811
    """A client whose open work order belongs to somebody who has no log-in; the rule is gone when the test is over."""
    name = f"Мастер {uuid.uuid4().hex[:6]}"
    _, employee = erp.ask("POST", "/employees", {"name": name, "phone": "0299"})
    status, client = erp.ask("POST", "/clients?confirmed=1", {"name": "Заказчиков Павел", "phones": [{"number": NUMBER}]})
    assert status == 201, client
    status, document = erp.ask("POST", "/documents", {"kind": "work_order", "client_id": client["id"], "responsible_id": employee["id"]})
    assert status == 201, document
    yield {"name": name, "employee": employee["id"]}
    business.change("UPDATE routing_rules SET is_hidden = 1 WHERE name = ?", name)
    business.change("UPDATE employees SET is_hidden = 1 WHERE id = ?", employee["id"])


def test_s4_13_the_page_says_who_takes_a_number_and_names_each_condition_that_is_not_fulfilled(ordered, reader, picture):
    page = reader.open("/directories/routing-rules/new", "admin")
    page.get_by_label("Название").fill(ordered["name"])
    page.get_by_label(re.compile("^Кому")).select_option(label="Ответственному по открытому документу")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".toasts")).to_contain_text("Добавлено")
    page.goto(reader.url + "/directories/routing-rules")
    picture(page, "routing-rules")
    page.get_by_role("link", name="Кто примет этот номер сейчас, и почему").click()

    def shown():
        page.get_by_role("textbox", name="Номер").fill(NUMBER)
        page.keyboard.press("Enter")
        page.wait_for_load_state()
        return page.locator("main").inner_text()

    # Rules and documents are read anew every few seconds.
    wait_until(lambda: ordered["name"] in shown() and "в карточке не указан пользователь" in shown(), seconds=30)
    expect(page.locator("main")).to_contain_text("Сработает обычный маршрут АТС")
    picture(page, "routing-trial")
    page.set_viewport_size({"width": 360, "height": 780})
    picture(page, "routing-trial-narrow")
    page.set_viewport_size({"width": 1440, "height": 900})

    page.goto(reader.url + "/routing?number=%2B79990000000")
    expect(page.locator("main")).to_contain_text("Номер неизвестен")
