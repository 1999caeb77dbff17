"""A contact is sent to a specialist by e-mail, to a real mail server, whose letters are opened again (requirement S3.19)."""

import pytest
from playwright.sync_api import expect

import business
from conftest import wait_until
from post_office import office  # noqa: F401: a fixture

HOSTILE = "Надежда <b>Петрова</b>\r\nКарточка: http://evil.example"


@pytest.fixture()
def contact(pbx):
    business.stand_up()
    contact = business.registered("Стучит подвеска")
    employee = business.rows("SELECT id FROM employees WHERE is_hidden = 0 ORDER BY id")[0]["id"]
    business.change("UPDATE employees SET email = 'specialist@example.org' WHERE id = ?", employee)
    business.change("UPDATE contacts SET person_name = ?, responsible_id = ? WHERE id = ?", HOSTILE, employee, contact)
    yield contact
    business.change("DELETE FROM contact_letters")
    business.change("UPDATE employees SET email = NULL")


def test_s3_19_a_contact_goes_to_the_specialist_as_the_preview_showed_it(contact, office, reader, picture):
    page = reader.open(f"/contacts/{contact}")
    page.keyboard.press("m")
    expect(page.get_by_label("Сотрудник")).to_contain_text("specialist@example.org")
    expect(page.locator("[data-extent=brief]")).to_be_visible()
    expect(page.locator("[data-extent=full]")).to_be_hidden()
    page.get_by_label("Полностью").check()
    expect(page.locator("[data-extent=full]")).to_be_visible()
    page.locator("#letter-remark").fill("Перезвоните сегодня")
    page.get_by_role("button", name="Предпросмотр").click()
    shown = page.locator("[data-extent=full]").inner_text()
    assert shown.startswith("Перезвоните сегодня\n\nВходящий контакт")
    picture(page, "letter")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#letters .pill")).to_be_visible()
    _, recipients, message = office.opened()
    assert recipients == ["specialist@example.org"]
    text = message.get_body().get_content().replace("\r\n", "\n")
    assert text.strip() == shown.strip()
    assert "Стучит подвеска" in text and "\n    Карточка: http://evil.example" in text
    assert "\nКарточка: http://evil.example" not in text
    assert "Надежда <b>Петрова</b>" in message["Subject"]
    wait_until(lambda: page.reload() and page.locator("#letters .pill.good").count(), seconds=30)
    expect(page.locator("#letters")).to_contain_text("Отправлено")
    page.locator("#letters summary").click()
    expect(page.locator("#letters .letter-text")).to_contain_text("Перезвоните сегодня")
    page.locator("#letters").scroll_into_view_if_needed()
    picture(page, "letter-card")
    assert len(office.letters) == 1


def test_s3_19_what_the_mail_server_refused_is_shown_and_sent_again(contact, office, reader, picture):
    office.refuses = True
    page = reader.open(f"/contacts/{contact}/letter")
    page.get_by_label("Сотрудник").select_option("")
    page.get_by_role("button", name="Отправить").click()
    expect(page.locator(".letter-form .error")).to_contain_text("Кому отправить?")
    # That the form was refused stands on the console, too.
    reader.complaints = [words for words in reader.complaints if "422" not in words]
    page.get_by_label("Другие адреса").fill("boss@example.org, second@example.org")
    page.get_by_role("button", name="Отправить").click()
    expect(page.locator("#letters .pill")).to_be_visible()
    wait_until(lambda: page.reload() and page.locator("#letters .pill.warn").count(), seconds=30)
    expect(page.locator("#letters")).to_contain_text("550 5.1.1 <b>no</b> such user here")
    page.locator("#letters").scroll_into_view_if_needed()
    picture(page, "letter-refused")
    office.refuses = False
    page.get_by_role("button", name="Отправить ещё раз").click()
    expect(page.locator("#letters .pill.warn")).to_have_count(0)
    wait_until(lambda: page.reload() and page.locator("#letters .pill.good").count(), seconds=30)
    assert [recipients for _, recipients, _ in office.letters] == [["boss@example.org", "second@example.org"]]


@pytest.mark.parametrize("look", ["dark", "narrow"])
def test_the_pages_of_letters_hold_together(contact, reader, picture, look):
    settings = {"color_scheme": "dark"} if look == "dark" else {"viewport": {"width": 360, "height": 740}}
    page = reader.open(f"/contacts/{contact}/letter", **settings)
    picture(page, f"letter-{look}")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
