"""Templates of documents, papers made from them, and the kinds of a client's history (requirement S3.4)."""

import os
import pathlib
import shutil
import subprocess
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

import business
from post_office import office  # noqa: F401: a fixture

TEMPLATE = """# Счёт № {number} от {date}
Плательщик: **{client}**, {clinet}

{services}

| Услуга | Сумма |
|---|---:|
| {works} | {total} |
"""
prints = pytest.mark.skipif(not shutil.which("weasyprint"), reason="WeasyPrint is not installed: apt install weasyprint")


def last(table):
    return business.rows(f"SELECT max(id) AS id FROM {table}")[0]["id"]


@pytest.fixture()
def contact(pbx):
    """A contact of a client, with two services that were rendered in it."""
    business.stand_up()
    business.change("INSERT INTO clients (kind, name, client_type) VALUES ('person', 'Їжакевич <b>Ганна</b>', 'private')")
    client = last("clients")
    contact = business.registered("Эвакуация <script>alert(1)</script>")
    business.change("UPDATE contacts SET client_id = ? WHERE id = ?", client, contact)
    business.change("INSERT INTO providers (name) VALUES ('Тягач')")
    provider = last("providers")
    for name, price in [("Эвакуация", 250_000), ("Мойка", 90_050)]:
        business.change("INSERT INTO services (name) VALUES (?)", name)
        business.change(
            "INSERT INTO rendered_services (contact_id, service_id, provider_id, pieces, price, at) "
            "SELECT id, ?, ?, 2, ?, at FROM contacts WHERE id = ?",
            last("services"), provider, price, contact,
        )
    yield contact, client
    business.change("DELETE FROM contact_letters")
    for table in ["services", "providers", "rendered_services", "document_templates WHERE id > 3"]:
        name, _, where = table.partition(" WHERE ")
        business.change(f"UPDATE {name} SET is_hidden = 1" + (f" WHERE {where}" if where else ""))
    business.change("UPDATE services SET name = name || id")
    business.change("UPDATE providers SET name = name || id")


def made(reader, contact):
    """The page with the preview of an invoice."""
    page = reader.open(f"/contacts/{contact}")
    page.locator("#papers").get_by_role("link", name="Документ по шаблону").click()
    page.get_by_label("Шаблон документа").select_option("2")
    page.get_by_role("button", name="Предпросмотр").click()
    expect(page.frame_locator("iframe.paper").locator("h1")).to_contain_text("Счёт № ________")
    return page


def test_s3_4_a_template_is_written_and_a_wrong_place_is_named(contact, reader, picture):
    page = reader.open("/directories/document-templates/new")
    page.locator("#field-name").fill("Счёт с таблицей")
    page.locator("#field-paper_kind").select_option(label="Счёт")
    page.locator("#field-language").select_option(label="русский")
    page.locator("#field-text").fill(TEMPLATE)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#field-text-error")).to_contain_text("В строке 2 стоит {clinet}")
    picture(page, "template-wrong")
    reader.complaints = [words for words in reader.complaints if "422" not in words]
    page.locator("#field-text").fill(TEMPLATE.replace(", {clinet}", ""))
    page.keyboard.press("Control+Enter")
    expect(page.locator(".toasts")).to_contain_text("Добавлено")
    expect(page.locator("#places")).to_contain_text("{client_phones}")
    number = business.rows("SELECT number FROM contacts WHERE id = ?", contact[0])[0]["number"]
    page.get_by_label("Номер контакта").fill(number)
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Показать на контакте").click()
    shown = opened.value
    expect(shown.locator("body")).to_contain_text("Їжакевич <b>Ганна</b>")
    expect(shown.locator("table")).to_have_count(2)
    picture(shown, "template-trial")
    picture(page, "template")


def test_s3_4_a_paper_is_looked_at_made_and_stays_as_it_is(contact, reader, picture):
    contact, client = contact
    page = made(reader, contact)
    picture(page, "paper-new")
    page.keyboard.press("Control+Enter")
    expect(page.locator("h1")).to_contain_text("СЧ-")
    sheet = page.frame_locator("iframe.paper")
    expect(sheet.locator("h1")).to_contain_text("Счёт № СЧ-")
    expect(sheet.locator("tfoot")).to_contain_text("6 801,00")
    expect(sheet.locator("body")).to_contain_text("Їжакевич <b>Ганна</b>")
    picture(page, "paper")
    number = page.locator("h1").inner_text().split()[-1]
    business.change("UPDATE clients SET name = 'Другая' WHERE id = ?", client)
    page.reload()
    expect(sheet.locator("body")).to_contain_text("Їжакевич <b>Ганна</b>")
    page.goto(f"{reader.url}/clients/{client}/history?kind=paper")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.get_by_role("row").filter(has_text=number).get_by_role("link").first.click()
    expect(page.locator("h1")).to_contain_text(number)


@prints
def test_s3_4_the_pdf_has_cyrillic_and_tables_and_is_mailed(contact, office, reader, tmp_path):
    contact, _ = contact
    page = made(reader, contact)
    page.keyboard.press("Control+Enter")
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF").click()
    pdf = tmp_path / "paper.pdf"
    download.value.save_as(pdf)
    assert download.value.suggested_filename.startswith("Счёт СЧ-")
    assert pdf.read_bytes().startswith(b"%PDF-")
    text = subprocess.run(["gs", "-q", "-sDEVICE=txtwrite", "-o", "-", pdf], capture_output=True, check=True).stdout.decode()
    for words in ["Їжакевич <b>Ганна</b>", "Эвакуация", "6 801,00", "Всего к оплате"]:
        assert words in text.replace("\u00a0", " ").replace("\u202f", " "), words
    if folder := os.environ.get("PRIYOM_TEST_SCREENSHOTS"):
        pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
        subprocess.run(["gs", "-q", "-sDEVICE=png16m", "-r80", "-o", f"{folder}/paper-pdf.png", pdf], check=True)
    page.get_by_label("Адреса").fill("client@example.org")
    page.get_by_label("Текст письма").fill("Оплатите, пожалуйста")
    page.get_by_role("button", name="Отправить").click()
    expect(page.locator("#letters")).to_contain_text("client@example.org")
    _, recipients, message = office.opened()
    assert recipients == ["client@example.org"]
    attachment = next(message.iter_attachments())
    assert attachment.get_content() == pdf.read_bytes()
    # Programs that know RFC 2231 show this name; this one takes the other.
    assert quote("Счёт СЧ-") in "".join(office.letters[0][2].decode("latin-1").split())
    assert "Оплатите, пожалуйста" in message.get_body().get_content()


def test_s3_4_the_history_has_services_and_tasks_to_filter_by(contact, reader, picture):
    contact, client = contact
    business.change("INSERT INTO cases (number, title, client_id, state, opened_at) VALUES (?, 'Жалоба', ?, 'open', 1)", f"7{client}", client)
    business.change("INSERT INTO case_entries (case_id, contact_id, text, at) VALUES (?, ?, 'Ждёт ответа', 1)", last("cases"), contact)
    business.change(
        "INSERT INTO case_tasks (entry_id, action_id, due_at, made_at) SELECT ?, min(id), 2, 1 FROM task_actions", last("case_entries")
    )
    page = reader.open(f"/clients/{client}/history")
    expect(page.locator("tbody tr")).to_have_count(4)
    picture(page, "history-kinds")
    page.goto(f"{reader.url}/clients/{client}/history?kind=service")
    expect(page.locator("tbody tr")).to_have_count(2)
    expect(page.locator("tbody")).to_contain_text("5 000,00")
    page.goto(f"{reader.url}/clients/{client}/history?kind=task")
    expect(page.locator("tbody tr")).to_contain_text("просрочена")
    page.locator("tbody a").first.click()
    expect(page.locator("h1")).to_contain_text("Жалоба")


@pytest.mark.parametrize("look", ["dark", "narrow"])
def test_the_pages_of_papers_hold_together(contact, reader, picture, look):
    contact, _ = contact
    settings = {"color_scheme": "dark"} if look == "dark" else {"viewport": {"width": 360, "height": 740}}
    page = reader.open(f"/papers/new?contact={contact}&template=2", **settings)
    picture(page, f"paper-new-{look}")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.keyboard.press("Control+Enter")
    expect(page.locator("h1")).to_contain_text("СЧ-")
    picture(page, f"paper-{look}")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.goto(f"{reader.url}/directories/document-templates/2")
    picture(page, f"template-{look}")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
