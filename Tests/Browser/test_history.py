"""The whole history of a client with its filters, what an inquiry needs, roles, links of other programs."""

import re

import pytest
from playwright.sync_api import expect

import business
from conftest import wait_until
from test_intake import FORM, taken  # noqa: F401: fixtures
from test_workspace import desk  # noqa: F401: a fixture

NUMBER = "+79687929073"


@pytest.fixture()
def client(pbx):
    """A client with a contact, a note in it by somebody else, and a document; hidden when the test is over."""
    business.stand_up()

    def add(table, **columns):
        marks = ", ".join("?" * len(columns))
        business.change(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", *columns.values())
        return business.rows(f"SELECT max(id) AS id FROM {table}")[0]["id"]

    number = add("clients", kind="person", name="Новоха Инна", client_type="private")
    business.change(
        "INSERT INTO client_phones (client_id, ordinal, kind, number, number_key) VALUES (?, 0, 'contact', ?, ?)", number, NUMBER, NUMBER
    )
    users = [row["id"] for row in business.rows("SELECT id FROM users WHERE name IN ('operator', 'operator2') ORDER BY name")]
    contact = add(
        "contacts", state="registered", number=f"H{number:08}", at=1_775_217_780_000, registered_at=1_775_217_780_000,
        reason_id=1, registrar_id=users[0], client_id=number, works="Диагностика подвески",
    )
    business.change(
        "INSERT INTO conversation_entries (contact_id, ordinal, user_id, at, text) VALUES (?, 1, ?, ?, ?)",
        contact, users[1], 1_775_217_800_000, "Перезвонить жене <b>вечером</b>",
    )
    add(
        "documents", kind="repair_request", number=f"H{number:08}", at=1_775_217_900_000, contact_id=contact,
        client_id=number, is_open=1, works="Замена шаровой",
    )
    yield number, contact
    business.change("UPDATE contacts SET is_hidden = 1 WHERE id = ?", contact)
    business.change("UPDATE clients SET is_hidden = 1 WHERE id = ?", number)


def test_s3_3_s3_26_the_whole_history_is_narrowed_in_place(client, reader, picture):
    number, contact = client
    page = reader.open(f"/clients/{number}", person="operator")
    page.get_by_role("link", name="История общения").click()
    rows = page.locator("#rows tbody tr")
    expect(rows).to_have_count(3)
    expect(rows.nth(1)).to_contain_text("Перезвонить жене <b>вечером</b>")
    picture(page, "client-history")
    page.get_by_text("Фильтры").click()
    page.get_by_label("Текст").fill("ШАРОВ")
    page.get_by_role("button", name="Показать").last.click()
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Заявка на ремонт")
    page.locator(".chip .off").click()
    page.get_by_text("Фильтры").click()
    page.get_by_label("Вид записи").select_option(label="Заметка")
    page.get_by_role("button", name="Показать").last.click()
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Перезвонить")


@pytest.mark.parametrize("settings", [{}, {"color_scheme": "dark"}, {"viewport": {"width": 390, "height": 800}}])
def test_s3_26_the_history_looks_right(client, reader, picture, settings):
    number, contact = client
    name = settings.get("color_scheme", "narrow" if settings else "light")
    page = reader.open(f"/clients/{number}/history", **settings)
    expect(page.locator("#rows tbody tr")).to_have_count(3)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(page, f"client-history-{name}")
    page.goto(reader.url + f"/contacts/{contact}")
    expect(page.locator("#client-history-lines > li")).to_have_count(3)
    picture(page, f"contact-history-{name}")
    page.goto(reader.url + "/directories/roles")
    expect(page.locator("table")).to_contain_text("Супервизор")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(page, f"roles-{name}")


def test_s3_26_beside_a_contact_it_is_searched_as_one_types(client, reader):
    number, contact = client
    page = reader.open(f"/contacts/{contact}")
    lines = page.locator("#client-history-lines > li")
    expect(lines).to_have_count(3)
    field = page.get_by_label("Найти в истории")
    field.fill("жене")
    expect(lines).to_have_count(1)
    expect(lines).to_contain_text("Перезвонить")
    field.fill("")
    expect(lines).to_have_count(3)
    field.fill("шаровой")
    field.press("Enter")
    page.wait_for_url(re.compile(f"/clients/{number}/history"))
    expect(page.locator("#rows tbody tr")).to_have_count(1)


def test_s3_22_the_source_is_chosen_while_one_speaks_and_kept(taken, picture):  # noqa: F811
    business.stand_up()
    business.change("INSERT INTO sources (name) VALUES ('Радио')")
    try:
        page, _, _ = taken("89161112277")
        field = page.locator(FORM).get_by_label("Источник")
        field.select_option(label="Радио")
        kept = lambda: business.rows(
            "SELECT sources.name FROM contacts JOIN sources ON sources.id = source_id ORDER BY contacts.id DESC LIMIT 1"
        )
        wait_until(lambda: [row["name"] for row in kept()] == ["Радио"])
        picture(page, "intake-source")
        page.reload()
        expect(page.locator(FORM).get_by_label("Источник").locator("option:checked")).to_have_text("Радио")
    finally:
        business.change("UPDATE sources SET is_hidden = 1")


def test_s3_15_s3_17_a_link_opens_the_card(client, reader):
    number, _ = client
    page = reader.open("/open?number=8%20(968)%20792-90-73", person="operator")
    expect(page).to_have_url(re.compile(f"/clients/{number}$"))
    page.goto(reader.url + "/open?number=%2B74952139859")
    expect(page).to_have_url(re.compile("/clients/new"))
    expect(page.get_by_label("Телефон 1")).to_have_value(re.compile("4952139859"))
