"""Questionnaires: made by a supervisor, filled in beside the contact during the call and after it, counted; attributes of clients."""

import re

import pytest
from playwright.sync_api import expect

import business
from test_intake import CARD, FORM, taken  # noqa: F401: fixtures
from test_workspace import desk  # noqa: F401: a fixture

SURVEY = f"{CARD} .questionnaires li.questionnaire"


@pytest.fixture()
def survey(reader, quiet):
    """The survey that a new questionnaire begins as, offered on every card until the test is over."""
    business.stand_up()
    page = reader.open("/scripts")
    page.get_by_role("button", name="Новая анкета").click()
    expect(page.locator(".notice.good")).to_contain_text("Анкета создана")
    page.get_by_label("Предлагать на карточке").check()
    page.get_by_role("button", name="Закрепить").click()
    expect(page.locator(".notice.good")).to_be_visible()
    expect(page.get_by_label("Предлагать на карточке")).to_be_checked()
    yield int(re.search(r"/scripts/(\d+)", page.url).group(1))
    business.change("UPDATE scripts SET is_offered = 0")


def fill(page, place):
    """From the first question to the last, by the keyboard."""
    place.get_by_role("button", name="Заполнить").click()
    form = place.locator("form.step-form")
    expect(form).to_have_attribute("data-step", "quality")
    page.keyboard.press("Alt+2")
    expect(form.locator("input:checked")).to_have_value("partly")
    page.keyboard.press("Control+Enter")
    expect(form).to_have_attribute("data-step", "what_is_wrong")
    page.keyboard.type("Долго ждали <b>запчасть</b>")
    page.keyboard.press("Control+Enter")
    expect(form).to_have_attribute("data-step", "advice")
    page.keyboard.type("7")


def test_s3_20_s3_24_s3_25_a_questionnaire_is_filled_in_beside_the_script_and_after_the_call(taken, survey, reader, picture):  # noqa: F811
    page, hands, _ = taken("89161112255")
    place = page.locator(SURVEY)
    expect(place).to_contain_text("Оценка качества")
    page.locator(FORM).get_by_label("Как обращаться?").fill("Ирина")
    fill(page, place)
    picture(page, "questionnaire-card")
    # The contact's own script stays where it is, with what was typed.
    own = page.locator(f"{CARD} > .intake form")
    expect(own).to_have_attribute("data-step", "reason")
    expect(own.get_by_label("Как обращаться?")).to_have_value("Ирина")
    # What was typed is there again, whatever becomes of the page.
    expect(place.locator("[data-saved]")).not_to_be_empty()
    page.reload()
    expect(place.get_by_role("button", name="Продолжить")).to_be_visible()
    place.get_by_role("button", name="Продолжить").click()
    expect(place.locator("form.step-form")).to_have_attribute("data-step", "advice")
    expect(place.get_by_label("Посоветует нас")).to_have_value("7")
    place.get_by_label("Посоветует нас").focus()
    page.keyboard.press("Control+Enter")
    expect(place.locator(".filled")).to_contain_text("Баллов: 3")
    expect(place.locator(".filled")).to_contain_text("Долго ждали <b>запчасть</b>")
    picture(page, "questionnaire-filled")
    contact = business.rows("SELECT contact_id AS id FROM questionnaires ORDER BY id DESC LIMIT 1")[0]["id"]
    card = reader.open(f"/contacts/{contact}")
    filled = card.locator(".questionnaires li")
    expect(filled).to_contain_text("Баллов: 3")
    filled.get_by_role("button", name="Изменить ответы").click()
    expect(filled.locator("form.step-form")).to_have_attribute("data-step", "advice")
    filled.get_by_role("button", name="Оценка").click()
    filled.locator("label", has_text=re.compile("Да$")).click()
    card.keyboard.press("Control+Enter")
    expect(filled.locator("form.step-form")).to_have_attribute("data-step", "advice")
    card.keyboard.press("Control+Enter")
    expect(filled.locator(".filled")).to_contain_text("Баллов: 5")
    picture(card, "questionnaire-contact")


def test_s3_9_s3_25_what_was_answered_is_counted_and_leads_to_the_contacts(survey, reader, picture):
    contacts = [business.registered(f"Опрос {number}") for number in range(2)]
    for contact, answer in zip(contacts, ["yes", "no"]):
        page = reader.open(f"/contacts/{contact}")
        place = page.locator("li.questionnaire")
        place.get_by_role("button", name="Заполнить").click()
        place.locator(f"label:has(input[value={answer}])").click()
        page.keyboard.press("Control+Enter")
        if answer == "no":
            expect(place.get_by_label("Что не понравилось?")).to_be_focused()
            page.keyboard.type("Очередь")
            page.keyboard.press("Control+Enter")
        expect(place.locator("form.step-form")).to_have_attribute("data-step", "advice")
        page.keyboard.type("9" if answer == "yes" else "2")
        page.keyboard.press("Control+Enter")
        expect(place.locator(".filled")).to_be_visible()
    page = reader.open(f"/questionnaires?script={survey}")
    table = page.locator(".answer-table", has_text="Доволен обслуживанием")
    expect(table.locator(".total")).to_contain_text("50\u00a0%")
    expect(table.locator(".total")).to_contain_text("2,50")
    picture(page, "questionnaires")
    table.locator(".total a").first.click()
    expect(page.locator("#rows tbody tr")).to_have_count(1)
    picture(page, "questionnaires-list")
    page.locator("#rows tbody td a").first.click()
    expect(page).to_have_url(re.compile(f"/contacts/{contacts[0]}$"))
    page = reader.open(f"/questionnaires?script={survey}&view=list", "admin", viewport={"width": 500, "height": 900}, color_scheme="dark")
    expect(page.locator("#rows tbody tr")).to_have_count(2)
    picture(page, "questionnaires-narrow")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    text = open(download.value.path(), encoding="utf-8-sig").read()
    assert "Очередь" in text and "Доволен обслуживанием" in text
    # The place has a key of its own.
    page = reader.open("/clients")
    page.keyboard.press("g")
    page.keyboard.press("4")
    expect(page).to_have_url(re.compile("/questionnaires$"))


def test_s3_23_an_attribute_is_made_filled_in_shown_and_found(reader, picture):
    business.stand_up()
    name = f"Остаток суммы {business.rows('SELECT COUNT(*) AS number FROM client_attributes')[0]['number']}"
    page = reader.open("/directories/client-attributes/new")
    page.get_by_label("Название").fill(name)
    page.get_by_label("Что хранит").select_option(label="Сумма")
    page.get_by_label("Где показан").select_option(label="На карточке клиента и во время звонка")
    picture(page, "attribute")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".toasts")).to_contain_text("Добавлено")
    client = business.rows("SELECT id FROM clients WHERE name = 'Мельник Александр'")[0]["id"]
    page.goto(f"{reader.url}/clients/{client}/edit")
    page.get_by_label(name).fill("много")
    page.keyboard.press("Control+Enter")
    expect(page.locator("main")).to_contain_text("Здесь нужна сумма")
    page.get_by_label(name).fill("12 345,6")
    picture(page, "attribute-form")
    page.keyboard.press("Control+Enter")
    expect(page.locator("dl.facts", has_text=name)).to_contain_text("12\u2009345,60")
    picture(page, "attribute-card")
    page.goto(f"{reader.url}/clients")
    search = page.get_by_role("search", name="Найти по атрибуту")
    search.get_by_label("Атрибут").select_option(label=name)
    search.get_by_label("Значение").fill("12345,6")
    search.get_by_role("button").click()
    expect(page.locator("#clients tbody tr")).to_have_count(1)
    expect(page.locator("#clients")).to_contain_text("Мельник Александр")
    picture(page, "attribute-found")
    reader.complaints[:] = [complaint for complaint in reader.complaints if "422" not in complaint]
    business.change("UPDATE client_attributes SET is_hidden = 1")
