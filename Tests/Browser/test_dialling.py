"""A press on a number rings the own phone, then calls the client; every page tells how far it is and has the button that ends it."""

import re

import pytest
from playwright.sync_api import expect

import business
from conftest import Reader, wait_until
from test_clients import add_client, expect_refusals, saved
from test_workspace import desk  # noqa: F401: a fixture

BAR = "#own-call .call-bar"
TOLD = "#dialling-told"


@pytest.fixture()
def at_client(desk):  # noqa: F811
    """Anna's page, who sits at 0111, with the card of a client who has this number."""

    def opened(name, phone):
        page = desk()
        add_client(page, name, phone)
        saved(page)
        return page

    yield opened


def number_of(page):
    return page.locator("main a[href^='tel:']").first


def actions():
    return [row[0] for row in business.rows("SELECT action FROM audit_log WHERE action LIKE 'call_%' ORDER BY id")]


def test_s4_1_the_own_phone_rings_then_the_client_is_called_and_the_button_hangs_up(at_client, quiet, picture):
    page = at_client("Набиров Пётр", "8 (916) 777-10-01")
    number = number_of(page)
    expect(number).to_have_attribute("href", "tel:+79167771001")
    expect(number).to_have_text("8 (916) 777-10-01")
    number.click()
    bar = page.locator(BAR)
    expect(bar).to_contain_text("Снимите трубку")
    expect(bar).to_contain_text("8 (916) 777-10-01")
    expect(page.locator(TOLD)).to_be_hidden()
    picture(page, "dialling-own-phone")
    expect(bar).to_contain_text("Звонит у клиента", timeout=15_000)
    picture(page, "dialling-rings")
    expect(bar).to_contain_text("Разговор", timeout=15_000)
    # On every page.
    page.goto(re.sub(r"/clients/.*", "/calls", page.url))
    expect(bar).to_contain_text("Разговор")
    picture(page, "dialling-talks")
    page.set_viewport_size({"width": 360, "height": 780})
    picture(page, "dialling-narrow")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    bar.get_by_role("button", name="Положить трубку").click()
    expect(bar).to_have_count(0)
    wait_until(lambda: quiet.calls == [])
    wait_until(lambda: actions()[-2:] == ["call_dialled", "call_hung_up"])


def test_s4_1_busy_is_told_with_the_number_to_try_again(at_client, quiet, picture):
    page = at_client("Занятов Борис", "8 (916) 777-00-17")
    number_of(page).click()
    bar = page.locator(BAR)
    expect(bar).to_contain_text("Занято: 8 (916) 777-00-17", timeout=15_000)
    expect(bar.get_by_role("button")).to_have_count(0)
    picture(page, "dialling-busy")
    wait_until(lambda: quiet.calls == [])
    bar.get_by_role("link", name="Позвонить ещё раз").click()
    expect(bar).to_contain_text("Снимите трубку")
    bar.get_by_role("button", name="Положить трубку").click()
    expect(bar).to_contain_text("Вы не сняли трубку")


def test_s4_1_a_phone_that_is_off_and_a_number_abroad_are_told_in_words(at_client, reader, quiet, picture):
    page = at_client("Заграничный Олег", "+44 20 7946 0001")
    number_of(page).click()
    expect(page.locator(TOLD)).to_contain_text("Звонить за границу у Вас нет права")
    picture(page, "dialling-refused")
    add_client(page, "Отключаев Иван", "8 (916) 777-10-02")
    saved(page)
    quiet.tell("unregister 0111")
    try:
        number_of(page).click()
        expect(page.locator(TOLD)).to_contain_text("не дозвонилась до Вашего телефона 0111")
    finally:
        quiet.tell("register 0111")
    expect(page.locator(BAR)).to_have_count(0)
    expect_refusals(reader)


def test_s4_1_for_who_sits_at_no_phone_a_number_stays_a_link(at_client, reader):
    page = at_client("Ссылкина Нина", "8 (916) 777-10-03")
    expect(page.locator("#dial")).to_have_count(1)
    # Another test's log-in may sit at a phone.
    Reader.cookies.pop("admin", None)
    other = reader.open(re.sub(r"^https?://[^/]+", "", page.url), person="admin")
    expect(other.locator("#dial")).to_have_count(0)
    expect(number_of(other)).to_have_attribute("href", "tel:+79167771003")


def test_s4_27_the_button_beside_a_number_copies_it(at_client, picture):
    page = at_client("Копиров Илья", "8 (916) 777-10-04")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = page.locator("main button[data-copy='+79167771004']").first
    page.mouse.move(0, 0)
    expect(button).to_have_css("opacity", "0")
    number_of(page).hover()
    expect(button).to_have_css("opacity", "1")
    picture(page, "number-copy")
    button.click()
    expect(page.locator("#number-copied")).to_have_text("Номер скопирован: +79167771004")
    expect(button.locator("use")).to_have_attribute("href", "#i-check")
    picture(page, "number-copied")
    assert page.evaluate("navigator.clipboard.readText()") == "+79167771004"
    # Nobody was called.
    expect(page.locator(BAR)).to_have_count(0)
    expect(button.locator("use")).to_have_attribute("href", "#i-copy", timeout=5_000)
    # By the keyboard alone.
    number_of(page).focus()
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    expect(button).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    expect(page.locator("#number-copied")).to_contain_text("+79167771004")


def test_s4_27_by_a_finger_the_button_is_always_seen(at_client, reader, picture):
    page = at_client("Пальцева Ольга", "8 (916) 777-10-05")
    context = page.context.browser.new_context(
        storage_state=page.context.storage_state(), has_touch=True, is_mobile=True, viewport={"width": 360, "height": 780}
    )
    try:
        touched = context.new_page()
        touched.goto(page.url)
        expect(touched.locator("main button[data-copy='+79167771005']").first).to_have_css("opacity", "1")
        picture(touched, "number-copy-narrow")
        assert touched.evaluate("document.documentElement.scrollWidth <= innerWidth")
    finally:
        context.close()
