"""The register of the softphone: inbound calls as the PBX delivered them."""

import re

from playwright.sync_api import expect

from conftest import wait_until

ROWS = "tr[data-row]"


def test_s0_54_s0_55_every_inbound_call_with_its_id_opens_to_the_same_fields(reader, quiet, picture):
    page = reader.open("/register")
    rows = page.locator(ROWS)

    def latest():
        return rows.first.locator("th a").get_attribute("href") if rows.count() else None

    earlier = latest()
    quiet.call("direct-rejected")
    wait_until(lambda: page.reload() and latest() != earlier, seconds=60)
    heads = page.locator(".list thead th").all_inner_texts()
    assert heads[:6] == [
        "Дата", "Идентификатор звонка", "Номер абонента", "Городской номер", "Внутренний номер", "БП Внешний звонок клиента"
    ]
    picture(page, "register")
    cells = rows.first.locator("th, td").all_inner_texts()
    assert re.fullmatch(r"\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d", cells[0])
    # Nobody has registered a contact for it.
    assert cells[5] == ""
    page.locator(ROWS).first.locator("th a").click()
    facts = page.locator(".facts").first
    for text in cells[:4]:
        expect(facts).to_contain_text(text)


def test_the_register_on_a_narrow_screen(reader, quiet, picture):
    page = reader.open("/register?period=7days", viewport={"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(page, "register-360")
