"""Services: directories with a provider's price list, a client's policy with a limit, what is offered and rendered on a contact."""

import re

import pytest
from playwright.sync_api import expect

import business

TOASTS = ".toasts"


def one(statement, *values):
    found = business.rows(statement, *values)
    return found[0]["id"] if found else None


def fill(page, fields):
    for label, text in fields.items():
        page.get_by_label(re.compile(f"^{re.escape(label)}")).first.fill(text)


@pytest.fixture()
def clinic(reader):
    """A provider with two services, made by hand as a supervisor makes them; a client with a contact. All is hidden afterwards."""
    business.stand_up()
    for table in ["services", "providers", "service_prices", "policies", "policy_limits", "rendered_services"]:
        business.change(f"UPDATE {table} SET is_hidden = 1")
    for name in ["Консультация терапевта", "Рентген"]:
        page = reader.open("/directories/services/new")
        page.get_by_label("Название").fill(name)
        page.keyboard.press("Control+Enter")
        expect(page.locator(TOASTS)).to_contain_text("Добавлено")
    page = reader.open("/directories/providers/new")
    fill(page, {
        "Учреждение": "ООО Борис", "Компания": "Клиника АОН", "Статус": "Мед. учреждение", "Категория": "Обычный", "Регион": "Киев",
        "Группа": "Excel", "Название (полное)": "ООО Борис", "Город": "Киев", "ЕДРПОУ": "21522748", "Юр. адрес": "03150, ул. Красноармейская, 55-А",
        "Адреса и телефоны": "ул. Красноармейская, 55-А, 2 эт.: 291-01-90, стац. 238-00-00\nпр-т Бажана, 12А: 238-05-26, доб. 25",
    })
    page.keyboard.press("Control+Enter")
    expect(page.locator(TOASTS)).to_contain_text("Добавлено")
    provider = page.url
    for name, price in [("Консультация терапевта", "25 000"), ("Рентген", "1200,50")]:
        page.goto(provider)
        page.locator("#prices").get_by_role("link", name="Добавить цену").click()
        page.get_by_label("Услуга").select_option(label=name)
        page.get_by_label("Цена").fill(price)
        page.keyboard.press("Control+Enter")
        expect(page.locator(TOASTS)).to_contain_text("Добавлено")
    page.goto(provider)
    expect(page.locator("#prices tbody tr")).to_have_count(2)
    business.change("INSERT INTO clients (kind, name, client_type) VALUES ('person', 'Новоха Інна Іванівна', 'private')")
    client = one("SELECT max(id) AS id FROM clients")
    contact = business.registered("Госпитализация согласована")
    business.change("UPDATE contacts SET client_id = ? WHERE id = ?", client, contact)
    yield provider.split("?")[0].removeprefix(reader.url), client, contact
    for table in ["services", "providers", "service_prices", "policies", "policy_limits", "rendered_services"]:
        business.change(f"UPDATE {table} SET is_hidden = 1")


def policy(reader, client):
    """Two pieces of the first service, and 100 000 for all."""
    page = reader.open(f"/clients/{client}")
    page.locator("#policies").get_by_role("link", name="Добавить полис").click()
    fill(page, {"Компания": "СК Здорово", "Код полиса": "1100039"})
    page.keyboard.press("Control+Enter")
    for service, label, text in [("Консультация терапевта", "Штук", "2"), (None, "Сумма", "100000")]:
        page.locator("#limits").get_by_role("link", name="Добавить лимит").click()
        if service:
            page.get_by_label(re.compile("^Услуга")).select_option(label=service)
        page.get_by_label(re.compile(f"^{label}")).fill(text)
        page.keyboard.press("Control+Enter")
    expect(page.locator("#limits tbody tr")).to_have_count(2)
    return page


def test_s3_28_s3_29_s3_31_services_are_offered_rendered_and_bounded_by_the_policy(clinic, reader, picture):
    _, client, contact = clinic
    page = policy(reader, client)
    picture(page, "policy")
    page.goto(reader.url + f"/clients/{client}")
    expect(page.locator("#policies")).to_contain_text("100 000,00")
    picture(page, "client-policies")

    # An operator finds by one key what is available to the client.
    page = reader.open(f"/contacts/{contact}", person="admin")
    page.keyboard.press("u")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Услуги по контакту")
    offers = page.locator("#offers tbody tr")
    expect(offers).to_have_count(2)
    expect(offers.first).to_contain_text("2 шт. · 100 000,00")
    offers.first.get_by_role("spinbutton").fill("2")
    offers.first.get_by_role("button", name="Записать").click()
    expect(page.locator(TOASTS)).to_contain_text("Услуга записана")
    expect(offers.first).to_contain_text("лимит исчерпан")
    expect(offers.first.get_by_role("button")).to_have_count(0)
    offers.last.get_by_role("button", name="Записать").click()
    rows = page.locator("table.rendered tbody tr")
    expect(rows).to_have_count(2)
    expect(page.locator("table.rendered tfoot")).to_contain_text("51 200,50")
    # More than is left is refused, and the page says how much that is.
    offers.last.get_by_role("spinbutton").fill("99")
    offers.last.get_by_role("button", name="Записать").click()
    expect(page.locator("#refused")).to_contain_text("48 799,50")
    picture(page, "services-refused")
    reader.complaints.clear()

    page.goto(reader.url + f"/contacts/{contact}#services")
    expect(page.locator("table.rendered thead")).to_contain_text(re.compile("Услуга.*Исполнитель.*шт.*Цена.*Сумма.*Удал", re.S))
    page.locator("#services").scroll_into_view_if_needed()
    picture(page, "contact-services")
    page.get_by_role("button", name="Удалить: Консультация терапевта").click()
    expect(page.locator("table.rendered tbody tr")).to_have_count(1)
    expect(page.locator("#services table.limits")).to_contain_text("98 799,50")


def test_s3_30_a_provider_is_seen_with_all_fields_where_the_operator_chooses(clinic, reader, picture):
    provider, _, contact = clinic
    page = reader.open(provider)
    picture(page, "provider")
    page = reader.open(f"/contacts/{contact}/services")
    page.locator("#offers tbody tr").first.get_by_role("link", name="ООО Борис").click()
    card = page.locator("#provider")
    for words in ["Клиника АОН", "Мед. учреждение", "Обычный", "Киев", "Excel", "21522748", "доб. 25"]:
        expect(card).to_contain_text(words)
    picture(page, "services")


@pytest.mark.parametrize("theme, width", [("dark", 1440), ("light", 360)])
def test_services_in_the_other_theme_and_on_a_narrow_page(clinic, reader, picture, theme, width):
    _, client, contact = clinic
    policy(reader, client)
    page = reader.open(f"/contacts/{contact}/services", color_scheme=theme, viewport={"width": width, "height": 900})
    page.locator("#offers tbody tr").first.get_by_role("button", name="Записать").click()
    expect(page.locator("table.rendered tbody tr")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(page, f"services-{theme}-{width}")
    page.goto(reader.url + f"/contacts/{contact}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("#services").scroll_into_view_if_needed()
    picture(page, f"contact-services-{theme}-{width}")
