"""A fax: a PDF that is chosen goes into the current conversation or to a number, and the page tells what became of it."""

import re

import pytest
from playwright.sync_api import expect

import business
from conftest import wait_until
from test_clients import add_client, saved
from test_workspace import CARD, DIRECT, desk  # noqa: F401: a fixture

STATE = "#fax-state"


def pdf(pages=1, locked=False):
    """A PDF with a line of text on every page."""
    drawn = "BT /F 14 Tf 60 760 Td (Invoice No 5, 12 500.00) Tj ET"
    kids = " ".join(f"{5 + page} 0 R" for page in range(pages))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {pages}>>",
        f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ] + ["<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<</Font<</F 4 0 R>>>>>>"] * pages
    text, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(text))
        text += f"{number} 0 obj\n{body}\nendobj\n"
    start = len(text)
    text += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{place:010} 00000 n \n" for place in places)
    lock = "/Encrypt<</Filter/Standard/V 1/R 2/Length 40/P -4/O<{0}>/U<{0}>>>/ID[<41><41>]".format("41" * 32) if locked else ""
    return (text + f"trailer<</Size {len(objects) + 1}/Root 1 0 R{lock}>>\nstartxref\n{start}\n%%EOF\n").encode()


def choose(page, body, name="счёт № 5.pdf"):
    page.get_by_label("Файл PDF").set_input_files({"name": name, "mimeType": "application/pdf", "buffer": body})


def send(page):
    page.get_by_role("button", name="Отправить факс").click()


def address(page, path):
    return "/".join(page.url.split("/")[:3]) + path


@pytest.fixture()
def form(desk):  # noqa: F811
    """Anna's form of a new fax, who sits at 0111; the calls of a test are nobody's limit."""
    page = desk()
    page.goto(address(page, "/faxes/new"))
    yield page


def test_s4_11_a_pdf_is_faxed_to_a_number_and_the_page_tells_that_it_arrived(form, quiet, picture):
    page = form
    expect(page.get_by_label("Файл PDF")).to_be_visible()
    picture(page, "fax-form")
    choose(page, pdf())
    page.get_by_label("Номер факса").fill("8 (495) 213-98-51")
    send(page)
    page.wait_for_url(re.compile(r"/faxes/\d+$"))
    expect(page.locator("h1")).to_contain_text("счёт № 5.pdf")
    expect(page.locator(STATE)).to_contain_text(re.compile("Набирается номер|Передаётся|Отправляется"))
    expect(page.locator(STATE)).to_contain_text("Передан, страниц: 1 из 1", timeout=20_000)
    picture(page, "fax-sent")
    page.set_viewport_size({"width": 360, "height": 780})
    picture(page, "fax-narrow")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(address(page, "/faxes"))
    expect(page.locator("tbody tr").first).to_contain_text("8 (495) 213-98-51")
    page.set_viewport_size({"width": 1440, "height": 900})
    picture(page, "fax-journal")
    wait_until(lambda: quiet.live_channels == 0)
    assert business.rows("SELECT 1 FROM audit_log WHERE action = 'fax_sent'")


def test_s4_11_busy_is_told_and_the_same_pages_are_sent_again_by_a_button(form, quiet, picture):
    page = form
    choose(page, pdf(2), "договор.pdf")
    page.get_by_label("Номер факса").fill("8 (495) 213-00-17")
    send(page)
    page.wait_for_url(re.compile(r"/faxes/\d+$"))
    expect(page.locator(STATE)).to_contain_text("Не передан: занято", timeout=20_000)
    picture(page, "fax-busy")
    first = page.url
    page.get_by_role("button", name="Отправить ещё раз").click()
    page.wait_for_url(lambda url: re.search(r"/faxes/\d+$", url) and url != first)
    expect(page.locator(STATE)).to_contain_text("Не передан: занято", timeout=20_000)
    wait_until(lambda: quiet.live_channels == 0)


def test_s4_11_what_becomes_no_fax_is_told_beside_the_button_and_nothing_is_sent(form, reader, quiet, picture):
    page = form
    before = business.rows("SELECT count(*) FROM faxes")
    page.get_by_label("Номер факса").fill("8 (495) 213-98-51")
    told = page.locator("[data-told]")
    for body, words in [
        (b"PK\x03\x04 a table", "Это не PDF"),
        (pdf(locked=True), "закрыт паролем"),
        (b"%PDF-1.4\nnonsense", "не удалось прочесть"),
        (pdf(60), "Слишком много страниц"),
        (b"%PDF-" + b"0" * (11 << 20), "слишком велик"),
    ]:
        choose(page, body)
        send(page)
        expect(told).to_contain_text(words, timeout=30_000)
    picture(page, "fax-refused")
    choose(page, pdf())
    page.get_by_label("Номер факса").fill("0125")
    send(page)
    expect(told).to_contain_text("Внутренние номера")
    assert business.rows("SELECT count(*) FROM faxes") == before
    # A form that was refused answers so, which browsers complain of.
    reader.complaints = [words for words in reader.complaints if "422" not in words]


def test_s4_11_in_a_conversation_a_press_on_the_card_sends_the_invoice_to_whom_one_speaks_with(desk, reader, quiet, picture):  # noqa: F811
    page = desk()
    add_client(page, "Факсимов Пётр", "8 (916) 777-11-01")
    client = saved(page)
    page.goto(address(page, "/card"))
    call = quiet.begin(DIRECT, "89167771101")
    quiet.tell(f"answer {call} 0111")
    button = page.locator(CARD).get_by_role("link", name="Отправить факс")
    expect(button).to_be_visible()
    picture(page, "fax-card")
    with page.context.expect_page() as opened:
        button.click()
    form = opened.value
    form.wait_for_load_state()
    choice = form.get_by_label("В текущий разговор")
    expect(choice).to_be_checked()
    expect(form.locator(".fax-target")).to_contain_text("8 (916) 777-11-01")
    expect(form.locator(".fax-target")).to_contain_text("Разговор на этом закончится")
    expect(form.get_by_label("Номер факса")).to_be_hidden()
    picture(form, "fax-conversation")
    choose(form, pdf(), "счёт.pdf")
    send(form)
    form.wait_for_url(re.compile(r"/faxes/\d+$"))
    expect(page.locator(CARD)).to_contain_text("Факс:", timeout=20_000)
    expect(form.locator(STATE)).to_contain_text("Передан, страниц: 1 из 1", timeout=20_000)
    expect(page.locator(CARD)).to_contain_text("Факс: передан, страниц: 1", timeout=20_000)
    picture(page, "fax-card-sent")
    form.goto(address(form, f"/clients/{client}"))
    expect(form.locator("#client-faxes")).to_contain_text("счёт.pdf")
    picture(form, "fax-client")
    dark = reader.open(f"/clients/{client}", color_scheme="dark")
    picture(dark, "fax-client-dark")
    wait_until(lambda: quiet.calls == [])
