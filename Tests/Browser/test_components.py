"""The system as a whole: its parts, and a contact on its way through them."""

import re

import business
from playwright.sync_api import expect

from conftest import wait_until
from test_api import erp  # noqa: F401: a fixture
from test_registry import add, register


def test_s0_1_a_contact_is_registered_and_its_conversion_into_a_visit_is_seen(reader, quiet, erp, picture):  # noqa: F811
    page = reader.open("/registry", "admin")
    add(page, name="Аделаида Заездова")
    number = register(page)
    contact = business.rows("SELECT id FROM contacts WHERE number = ?", number)[0]["id"]
    page.goto(reader.url + "/registry?inquiry=no")
    row = page.locator("tr[data-row]", has_text=number)
    expect(row).to_have_count(1)
    expect(row.get_by_title("Запись", exact=True)).to_have_count(0)
    _, news = erp.ask("GET", "/contacts/changed?after=now")
    # What the workshop's own program puts in as the client comes closer.
    for kind, mark in [("repair_request", "Запись"), ("work_order", "Заезд")]:
        status, _ = erp.ask("POST", "/documents", {"kind": kind, "contact_id": contact})
        assert status == 201
        # In the row that the supervisor looks at already.
        expect(row.get_by_title(mark, exact=True)).to_be_visible(timeout=15_000)
    page.get_by_role("group", name="Заезд").get_by_role("link", name="Да").click()
    expect(page.locator("tr[data-row]", has_text=number)).to_have_count(1)
    picture(page, "registry-arrival")
    # The program that keeps a copy hears of it, and the card's history says it.
    wait_until(
        lambda: contact in [item["id"] for item in erp.ask("GET", f"/contacts/changed?after={news['cursor']}")[1]["items"]]
    )
    page.goto(f"{reader.url}/contacts/{contact}")
    expect(page.locator("main")).to_contain_text("Заезд")


def test_s0_2_the_components_that_are_no_report_are_one_press_away(reader, pbx):
    page = reader.open("/online", "admin")
    for path, title in [
        ("/card", re.compile("Рабочее место|На каком телефоне")), ("/register", "Софтфон"), ("/scripts", re.compile("Сценарии|Входящий контакт")), ("/registry", "Реестр входящих контактов"),
        ("/reconciliation", "Проверка статистики"), ("/missed", "Учет пропущенных звонков"),
    ]:
        page.locator(f"nav.side a[href='{path}']").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(title)
