"""An appointment made from a contact's card: the workshop's day, and who is in the way before it is made."""

import json
import re

import pytest
from playwright.sync_api import expect

import business
from test_workspace import desk  # noqa: F401: a fixture

DAY = "2027-03-10"


@pytest.fixture()
def form(reader, quiet):
    business.stand_up()

    def open_form(text, person="supervisor", **settings):
        contact = business.registered(text)
        page = reader.open(f"/contacts/{contact}/appointment", person, **settings)
        page.get_by_label("Цех").select_option(label="2 Слесарный")
        page.get_by_label("Мастер/Сотрудник").select_option(label="Рожин Олег Юрьевич")
        page.get_by_label("Дата").fill(DAY)
        return page, contact

    return open_form


def test_s0_41_who_is_busy_is_told_before_it_is_made_and_the_day_is_a_picture(form, reader, picture):
    business.change("DELETE FROM documents WHERE kind = 'appointment'")
    page, first = form("Замена масла")
    expect(page.get_by_label("Краткое описание работ")).to_have_value("Замена масла")
    page.get_by_label("Время").fill("10:00")
    page.keyboard.press("Control+Enter")
    expect(page).to_have_url(re.compile(rf"/contacts/{first}$"))
    expect(page.locator("aside")).to_contain_text("Предварительная запись A0")
    page, second = form("Диагностика \u202eподвески <b>")
    page.get_by_label("Время").fill("10:30")
    page.get_by_role("button", name="Показать").click()
    expect(page.locator(".workshop-day .in-way")).to_have_count(1)
    assert "token" not in page.url
    expect(page.locator(".notice.warn[role=alert]")).to_contain_text("10:00–11:00")
    picture(page, "appointment-conflict")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("button", name="Записать всё равно")).to_be_visible()
    assert not business.rows("SELECT 1 FROM documents WHERE contact_id = ?", second)
    page.get_by_label("Время").fill("11:00")
    page.keyboard.press("Control+Enter")
    expect(page).to_have_url(re.compile(rf"/contacts/{second}$"))
    assert len(business.rows("SELECT 1 FROM documents WHERE contact_id = ?", second)) == 1
    # A refused form is answered with 409, which the console tells of.
    reader.complaints[:] = [complaint for complaint in reader.complaints if "409" not in complaint]


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (360, "light"), (360, "dark")])
def test_the_appointment_in_both_themes_and_narrow(form, picture, width, scheme):
    page, _ = form("Замена масла", viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.get_by_role("button", name="Показать").click()
    expect(page.locator(".workshop-day")).to_be_visible()
    picture(page, f"appointment-{width}-{scheme}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_card_calls_the_client_and_leads_to_the_note_by_keys(reader, quiet):
    business.stand_up()
    page = reader.open(f"/contacts/{business.registered('Замена масла')}")
    call = page.get_by_role("link", name="Позвонить")
    expect(call).to_have_attribute("href", "tel:+79161110000")
    expect(call).to_have_attribute("data-key", "KeyC")
    page.keyboard.press("Alt+n")
    expect(page.locator("#entry-text")).to_be_focused()
    page.keyboard.type("Согласовали время")
    page.get_by_role("button", name="Добавить").click()
    expect(page.locator("#entries")).to_contain_text("Согласовали время")


@pytest.fixture()
def offering(quiet):
    """Contacts of the channel "Выезд" go by a script that offers an appointment."""
    business.stand_up()
    body = {
        "name": "Запись",
        "start": "why",
        "steps": [
            {
                "id": "why",
                "title": "Зачем",
                "ask": [
                    {"name": "reason", "label": "Причина обращения", "kind": "directory", "directory": "reasons", "required": True}
                ],
                "next": [{"to": "offer"}],
            },
            {"id": "offer", "title": "Запись", "act": "appointment", "next": [{"to": "done"}]},
            {"id": "done", "title": "Итог", "act": "finish", "outcome": "informed"},
        ],
    }
    business.hang_script(json.dumps(body, ensure_ascii=False), "off_site")
    yield
    business.change("DELETE FROM script_uses")


def test_s0_41_an_appointment_is_made_where_the_script_stands(offering, desk, picture):  # noqa: F811
    business.change("UPDATE documents SET is_hidden = 1 WHERE kind = 'appointment'")
    page = desk()

    def begin():
        page.goto(page.url.split("/intake")[0].removesuffix("/card") + "/card")
        page.get_by_role("button", name="Добавить входящий контакт").click()
        form = page.locator(".intake form")
        # Another channel brings another script at once.
        form.get_by_label("Вид обращения").select_option(label="Выезд")
        expect(form).to_have_attribute("data-step", "why")
        page.keyboard.press("Alt+1")
        page.keyboard.press("Control+Enter")
        expect(form).to_have_attribute("data-step", "offer")
        page.keyboard.press("Alt+1")
        form.get_by_label("Цех").select_option(label="2 Слесарный")
        form.get_by_label("Мастер/Сотрудник").select_option(label="Рожин Олег Юрьевич")
        form.get_by_label("Дата").fill("2027-04-10")
        form.get_by_label("Время").fill("10:00")
        form.get_by_label("Краткое описание работ").fill("Замена масла")
        return form

    form = begin()
    expect(form.locator("[data-day] .workshop-day .wanted")).to_have_count(1)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".intake .registered")).to_be_visible()
    made = business.rows("SELECT works, contact_id FROM documents WHERE kind = 'appointment' AND is_hidden = 0")
    assert [row["works"] for row in made] == ["Замена масла"]
    assert business.rows("SELECT has_appointment FROM contacts WHERE id = ?", made[0]["contact_id"])[0][0] == 1
    form = begin()
    # Told while it is typed, before anything is made.
    expect(form.locator("[data-day] .notice.warn")).to_contain_text("10:00–11:00")
    picture(page, "appointment-offered")
    page.keyboard.press("Control+Enter")
    expect(form.locator(".error").filter(has_text="Мастер в это время занят")).to_be_visible()
    form.get_by_label("Записать всё равно").check()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".intake .registered")).to_be_visible()
