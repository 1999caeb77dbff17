"""A table of clients is uploaded, mapped, checked, written in the background and taken back (requirements S3.6, S3.23)."""

import re

import pytest
from playwright.sync_api import expect

import business

ROWS = [("Импортов Иван <b>", "8 916 197-00-{:02}", "i{}@example.org", "1{} 000,50")] * 40


@pytest.fixture()
def attribute(pbx):
    business.stand_up()
    business.change(
        "INSERT INTO client_attributes (name, kind, shown_on, place) SELECT 'Остаток импорта', 'money', 'card', 50"
        " WHERE NOT EXISTS (SELECT 1 FROM client_attributes WHERE name = 'Остаток импорта')"
    )
    yield
    business.change("DELETE FROM import_rows")
    business.change("DELETE FROM imports")
    business.change("DELETE FROM import_mappings")
    business.change("UPDATE client_attributes SET is_hidden = 1 WHERE name = 'Остаток импорта'")


def table():
    lines = ["ФИО;Телефон;Почта;Остаток импорта"]
    lines += [";".join(cell.format(number) for cell in row) for number, row in enumerate(ROWS)]
    lines += ["Никто;;;5", ";8 916 197-99-99;;6"]
    return "\r\n".join(lines).encode("windows-1251")


def upload(page, content, name="база.csv"):
    page.set_input_files("#import-file", {"name": name, "mimeType": "text/csv", "buffer": content})
    page.get_by_role("button", name="Загрузить").click()


def test_s3_6_a_table_is_mapped_checked_written_and_taken_back(attribute, reader, picture):
    page = reader.open("/worklist")
    page.keyboard.press("g")
    page.keyboard.press("7")
    expect(page.get_by_role("heading", name="Импорт клиентов")).to_be_visible()
    upload(page, table())
    expect(page.locator(".import-state")).to_contain_text("CSV, windows-1251, «;»")
    expect(page.locator("[name=field-1]")).to_have_value("phone_contact")
    expect(page.locator("[name=field-3]")).to_have_value(re.compile("attribute_"))
    picture(page, "import-mapping")
    page.locator("[name=field-1]").select_option("phone_mobile")
    page.get_by_placeholder("Название сопоставления").fill("База")
    page.get_by_role("button", name="Сохранить сопоставление").click()
    expect(page.locator("#import-saved")).to_contain_text("База")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[role=status]", has_text="Проверено, ещё не записано")).to_be_visible()
    counts = page.locator(".import-counts")
    expect(counts).to_contain_text("40 новых")
    expect(counts).to_contain_text("1 сомнительных")
    expect(counts).to_contain_text("1 отклонённых")
    assert business.rows("SELECT count(*) AS n FROM clients WHERE name LIKE 'Импортов%'")[0]["n"] == 0
    picture(page, "import-checked")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[role=status]", has_text="Записано")).to_be_visible()
    expect(page.locator("#troubled")).to_contain_text("не по чему узнать клиента")
    with page.expect_download() as download:
        page.get_by_role("link", name="Результат по строкам CSV").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert text.count("новых") == 40
    picture(page, "import-done")
    found = business.rows("SELECT id FROM clients WHERE name LIKE 'Импортов%' AND is_hidden = 0 ORDER BY id")
    assert len(found) == 40
    card = reader.open(f"/clients/{found[0]['id']}")
    expect(card.locator("main")).to_contain_text("Импортов Иван <b>")
    expect(card.locator("main")).to_contain_text("Остаток импорта")
    page.locator(".import-undo summary").click()
    page.get_by_role("button", name="Отменить импорт").click()
    expect(page.locator("[role=status]", has_text="Отменено")).to_be_visible()
    expect(page.locator(".import-counts")).to_contain_text("40 отменено")
    assert not business.rows("SELECT id FROM clients WHERE name LIKE 'Импортов%' AND is_hidden = 0")


def test_s3_6_what_is_no_table_is_told_without_leaving_the_page(attribute, reader, picture):
    page = reader.open("/imports")
    upload(page, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "пароль.xlsx")
    expect(page.locator(".import-upload .error")).to_contain_text("Книга закрыта паролем")
    reader.complaints = [words for words in reader.complaints if "422" not in words]
    picture(page, "import-refused")


def test_operators_do_not_import(attribute, reader):
    page = reader.open("/imports", person="operator")
    expect(page.locator("main")).to_contain_text("нет права")
    reader.complaints = [words for words in reader.complaints if "403" not in words]


@pytest.mark.parametrize("look", ["dark", "narrow"])
def test_the_pages_of_imports_hold_together(attribute, reader, picture, look):
    settings = {"color_scheme": "dark"} if look == "dark" else {"viewport": {"width": 360, "height": 740}}
    page = reader.open("/imports", **settings)
    upload(page, table())
    expect(page.locator("#mapping")).to_be_visible()
    picture(page, f"import-{look}")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
