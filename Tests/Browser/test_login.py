"""Coming in, sitting down, being displaced, and a session that ends while the page is open."""

import os

import pytest
from playwright.sync_api import expect

PASSWORD = os.environ.get("PRIYOM_PASSWORD", "")


def log_in(page, name, phone=None, password=PASSWORD):
    page.get_by_label("Имя пользователя").fill(name)
    page.get_by_label("Пароль").fill(password)
    if phone is not None:
        page.get_by_label("Рабочее место").fill(phone)
    page.keyboard.press("Enter")


def test_by_keyboard_alone_from_the_page_that_was_wanted_and_back_to_it(reader, pbx, picture):
    page = reader.open("/online?from=link", person=None)
    expect(page.get_by_role("heading", level=1)).to_have_text("Вход")
    expect(page.get_by_label("Имя пользователя")).to_be_focused()
    picture(page, "login")
    page.keyboard.type("supervisor")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/online?from=link")
    expect(page.locator(".person")).to_contain_text("Рогова Мария")
    page.get_by_role("button", name="Выйти").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Вход")
    page.go_back()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Вход")


def test_a_wrong_password_is_told_in_the_field_and_the_name_stays(reader, pbx, picture):
    page = reader.open("/login", person=None)
    log_in(page, "operator2", "0125", "not the password")
    expect(page.locator("#wrong")).to_contain_text("Имя или пароль не подошли")
    expect(page.get_by_label("Пароль")).to_be_focused()
    expect(page.get_by_label("Имя пользователя")).to_have_value("operator2")
    expect(page.get_by_label("Рабочее место")).to_have_value("0125")
    picture(page, "login-wrong")
    # The browser says on its console that the answer was 403.
    reader.complaints = [complaint for complaint in reader.complaints if "403" not in complaint]


@pytest.mark.parametrize("width", [320, 768, 2560])
def test_the_log_in_never_scrolls_sideways(reader, pbx, picture, width):
    page = reader.open("/login", person=None, viewport={"width": width, "height": 800}, color_scheme="dark")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(page, f"login-{width}-dark")


def test_an_operator_begins_at_the_card_of_the_own_phone_and_is_offered_nothing_else(reader, pbx, picture):
    page = reader.open("/login", person=None)
    log_in(page, "operator")
    expect(page.locator("main h1 + span")).to_contain_text("0111")
    expect(page.locator("nav.side a[href='/online']")).to_have_count(0)
    picture(page, "card-operator")
    page.goto(reader.url + "/online")
    expect(page.get_by_role("heading", level=1)).to_have_text("На эту страницу у Вас нет права")
    reader.complaints = [complaint for complaint in reader.complaints if "403" not in complaint]


def test_who_is_displaced_from_a_phone_is_told_at_once(reader, pbx, picture):
    first = reader.open("/login", person=None)
    log_in(first, "operator", "0111")
    expect(first.locator("#idle, .caller").first).to_be_visible()
    second = reader.open("/login", person=None)
    log_in(second, "operator2", "0111")
    expect(first.locator("#seat-lost")).to_contain_text("За телефоном 0111 теперь Смирнова Ольга")
    picture(first, "card-displaced")
    expect(second.locator("#seat-lost")).to_have_count(0)
    first.get_by_role("link", name="Выбрать телефон").click()
    first.get_by_label("Внутренний номер").fill("0111")
    first.keyboard.press("Enter")
    expect(second.locator("#seat-lost")).to_contain_text("Петрова Анна")
    # Chromium may never close a page that is still on its way to another.
    expect(first.locator("#idle, .caller").first).to_be_visible(timeout=30_000)


def test_a_session_that_ends_is_renewed_in_place_and_what_is_typed_stays(reader, pbx, picture):
    page = reader.open("/login", person=None)
    log_in(page, "supervisor")
    page.wait_for_url("**/online")
    page.evaluate("""() => {
        document.querySelector('main').insertAdjacentHTML('beforeend', '<input id=draft>')
        document.getElementById('draft').value = 'перезвонить после обеда'
    }""")
    # The session ends elsewhere: another tab of the same browser logs out.
    other = page.context.new_page()
    other.goto(reader.url + "/online")
    other.get_by_role("button", name="Выйти").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible(timeout=30_000)
    picture(page, "session-ended")
    page.keyboard.press("Escape")
    expect(dialog).to_be_visible()
    dialog.get_by_label("Пароль").fill("not the password")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("не подошли")
    dialog.get_by_label("Пароль").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    assert page.evaluate("document.getElementById('draft').value") == "перезвонить после обеда"
    # The tab whose person logged out would follow nothing; this one does again.
    page.evaluate("document.getElementById('pbx-pill').remove()")
    expect(page.locator("#pbx-pill")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="Выйти").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Вход")
    reader.complaints = [complaint for complaint in reader.complaints if "40" not in complaint]
