"""Leads and deals: the list of inquiries with their pictures, several of them at once, deals and their stages, calls into deals."""

import re
import time

import pytest
from playwright.sync_api import expect

import business
from conftest import wait_until

ROWS = "tbody tr[data-row]"
TOASTS = ".toasts"
OLGA = "Смирнова Ольга Мастер"
MARINA = "Рогова Марина Супервайзер"

next_number = iter(range(1, 10_000))


def lead(name, channel=None, works="Замена масла", ago=0, user="operator"):
    """A registered inquiry of a person who is in no directory. Returns its id and number."""
    moment = int(time.time() * 1_000) - ago * 1_000
    number = f"L{(moment + next(next_number)) % 100_000_000:08}"
    business.change(
        "INSERT INTO contacts (state, number, at, registered_at, person_name, contact_phone, caller_number, caller_key, works, is_inquiry, channel_id, registrar_id) "
        "SELECT 'registered', ?, ?, ?, ?, '8 916 222-00-00', '9162220000', '+79162220000', ?, 1, (SELECT id FROM contact_channels WHERE code = ?), id "
        "FROM users WHERE name = ?",
        number, moment, moment, name, works, channel, user,
    )
    return business.rows("SELECT id FROM contacts WHERE number = ?", number)[0]["id"], number


@pytest.fixture()
def people():
    business.stand_up()
    business.link("operator2", OLGA)
    business.link("supervisor", MARINA)


def client(name):
    business.change("INSERT INTO clients (kind, name, client_type) VALUES ('person', ?, 'private')", name)
    return business.rows("SELECT max(id) AS id FROM clients")[0]["id"]


def test_s2_11_s2_12_s2_27_inquiries_of_one_client_become_a_deal_and_stand_in_the_list_with_it(reader, quiet, people, picture):
    buyer = client("Покупатель Сергей Ильич")
    visit, visit_number = lead("Сергей", "visit", ago=20)
    mail, mail_number = lead("Сергей", "email", works="Просит расчёт", ago=10)
    business.change("UPDATE contacts SET client_id = ? WHERE id IN (?, ?)", buyer, visit, mail)
    page = reader.open("/leads")
    expect(page.get_by_role("heading", level=1)).to_have_text("Список лидов")
    # Entered by hand, and written by the client.
    row = page.locator(f"#contact-{visit}")
    expect(row.locator(".channel.violet [title='Заведено вручную']")).to_be_visible()
    expect(page.locator(f"#contact-{mail} .channel.blue [title='Текстовая заявка']")).to_be_visible()

    page.goto(reader.url + f"/contacts/{visit}")
    page.keyboard.press("v")
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Сделка по контакту {visit_number}")
    expect(page.get_by_label("Название сделки")).to_have_value("Покупатель Сергей Ильич")
    expect(page.get_by_label(re.compile("^Комментарий"))).to_have_value("Замена масла")
    picture(page, "deal-new")
    page.get_by_label("Название сделки").fill("Масло для Сергея")
    page.get_by_label(re.compile("^Сумма")).fill("12 500")
    page.keyboard.press("Control+Enter")
    expect(page.locator(TOASTS)).to_contain_text("Обращение добавлено в сделку")
    deal = page.url.split("?")[0]
    expect(page.locator("#inquiries tbody tr")).to_have_count(1)
    expect(page.locator(".stage-bar [aria-current=step]")).to_have_text("Первый контакт")
    # One key leads on, one click anywhere.
    page.keyboard.press("n")
    expect(page.locator(".stage-bar [aria-current=step]")).to_have_text("Переговоры")
    page.locator(".stage-bar").get_by_role("button", name="Договор").click()
    expect(page.locator(".stage-bar [aria-current=step]")).to_have_text("Договор")

    # The other inquiry of the same client joins the deal.
    page.goto(reader.url + f"/contacts/{mail}")
    page.get_by_role("link", name="Занести в сделки").click()
    page.locator("#open-deals").get_by_role("button", name="Добавить сюда").click()
    expect(page).to_have_url(re.compile(re.escape(deal)))
    expect(page.locator("#inquiries tbody tr")).to_have_count(2)
    expect(page.locator("#inquiries")).to_contain_text(mail_number)
    picture(page, "deal")
    narrow = reader.open(deal.replace(reader.url, ""), viewport={"width": 360, "height": 740}, color_scheme="dark")
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 360
    picture(narrow, "deal-narrow")
    dark = reader.open(deal.replace(reader.url, ""), color_scheme="dark")
    picture(dark, "deal-dark")

    page.goto(reader.url + "/leads")
    for contact in (visit, mail):
        expect(page.locator(f"#contact-{contact}")).to_contain_text("Масло для Сергея")
        expect(page.locator(f"#contact-{contact} .pill")).to_have_text("Договор")
    picture(page, "leads")
    picture(reader.open("/leads", color_scheme="dark"), "leads-dark")
    narrow = reader.open("/leads", viewport={"width": 360, "height": 740})
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 360
    picture(narrow, "leads-narrow")

    page.goto(reader.url + "/deals?text=" + "сергея")
    expect(page.locator(ROWS)).to_have_count(1)
    expect(page.locator(".stage-counts [href*='stage=4'] b")).to_have_text("1")
    picture(page, "deals")
    picture(reader.open("/deals", viewport={"width": 360, "height": 740}, color_scheme="dark"), "deals-narrow")


def test_s2_13_s2_14_the_quality_is_chosen_on_the_card_and_leads_are_narrowed_by_it(reader, quiet, people):
    contact, number = lead("Качество")
    page = reader.open(f"/contacts/{contact}")
    page.get_by_label("Качество лида").select_option(label="Целевой")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Записано", exact=True)).to_be_visible()
    page.goto(reader.url + "/leads")
    expect(page.locator(f"#contact-{contact}")).to_contain_text("Целевой")
    page.get_by_text("Фильтры", exact=True).click()
    page.locator("#filter-quality").select_option(label="Спам")
    page.locator("form.sheet[method=get]").get_by_role("button", name="Показать").click()
    expect(page).to_have_url(re.compile("quality=5"))
    expect(page.locator(f"#contact-{contact}")).to_have_count(0)
    page.get_by_role("link", name="Снять фильтр «Качество лида»").click()
    expect(page.locator(f"#contact-{contact}")).to_be_visible()


def test_s2_16_several_leads_are_taken_handed_over_and_deleted_at_once(reader, quiet, people, picture):
    # The latest first.
    made = [lead(f"Массово {place}", "visit", ago=place) for place in range(4)]
    page = reader.open("/leads?number=9162220000")
    olga = reader.open("/worklist", "operator2")
    row = lambda place: page.locator(f"#contact-{made[place][0]}")
    box = lambda place: row(place).locator("[name=contact]")
    # By keys, then all from there with Shift.
    row(0).locator("td").last.click(position={"x": 4, "y": 4})
    page.keyboard.press("x")
    expect(box(0)).to_be_checked()
    box(0).uncheck()
    box(0).check()
    box(2).click(modifiers=["Shift"])
    for place in range(3):
        expect(box(place)).to_be_checked()
    expect(box(3)).not_to_be_checked()
    expect(page.locator("[data-marked]")).to_have_text("3")
    picture(page, "leads-marked")

    page.keyboard.press("a")
    dialog = page.locator("#hand-leads")
    expect(dialog.locator("[data-marked-count]")).to_have_text("3")
    expect(dialog.locator("input:focus")).to_have_count(1)
    page.keyboard.type("смирнова мастер")
    expect(dialog.locator("tbody tr:visible")).to_have_count(1)
    picture(page, "leads-hand")
    page.keyboard.press("Control+Enter")
    expect(page.locator(TOASTS)).to_contain_text(f"Передано {OLGA}: 3 обращения")
    expect(olga.locator(".notices .news").first).to_contain_text("Вам назначен контакт")
    expect(olga.locator(f"#work-{made[1][0]}")).to_be_visible()
    expect(row(3)).not_to_contain_text("Смирнова")
    expect(row(1)).to_contain_text("передан: Смирнова Ольга Мастер")

    # One's own at once, also where nothing is marked: the row that one stands in.
    row(1).locator("td").last.click(position={"x": 4, "y": 4})
    page.keyboard.press("t")
    expect(page.locator(TOASTS)).to_contain_text("Теперь Ваши: 1 обращение")
    taken = business.rows("SELECT taken_by FROM contacts WHERE id = ?", made[1][0])[0]["taken_by"]
    assert taken == business.rows("SELECT id FROM users WHERE name = 'supervisor'")[0]["id"]

    # Deleted, and brought back; the box in the head marks all.
    for place in (0, 3):
        box(place).check()
    page.get_by_role("button", name="Удалить").click()
    expect(page.locator(TOASTS)).to_contain_text("Удалено: 2 обращения")
    expect(row(0)).to_have_count(0)
    picture(page, "leads-deleted")
    page.keyboard.press("z")
    expect(page.locator(TOASTS)).to_contain_text("Возвращено: 2 обращения")
    expect(row(0)).to_be_visible()
    page.locator("[data-mark-all]").check()
    expect(page.locator(f"{ROWS}:has([name=contact]:not(:checked))")).to_have_count(0)
    page.locator("[data-mark-all]").uncheck()
    expect(page.locator("[name=contact]:checked")).to_have_count(0)


def test_s2_16_what_was_changed_meanwhile_is_left_and_said(reader, quiet, people, picture):
    (mine, _), (theirs, number) = lead("Остаётся", "visit"), lead("Меняется", "visit", ago=1)
    page = reader.open("/leads?number=9162220000")
    # Rows that change are not replaced any more: this reader sees the past.
    page.route("**/news/leads*", lambda route: route.abort())
    for contact in (mine, theirs):
        page.locator(f"#contact-{contact} [name=contact]").check()
    business.change("UPDATE contacts SET comment = 'Перезвонит сам', version = version + 1 WHERE id = ?", theirs)
    page.get_by_role("button", name="Взять себе").click()
    expect(page.locator(TOASTS)).to_contain_text("Теперь Ваши: 1 обращение")
    expect(page.locator(f"{TOASTS} .bad")).to_contain_text(f"За это время изменены другим сотрудником: {number}")
    picture(page, "leads-left")
    assert business.rows("SELECT taken_by FROM contacts WHERE id = ?", theirs)[0]["taken_by"] is None
    reader.complaints = [words for words in reader.complaints if "news/leads" not in words and "ERR_FAILED" not in words]


def test_s2_27_a_call_in_real_time_goes_into_the_deals(reader, quiet, people, picture):
    page = reader.open("/online")
    quiet.call("hold")
    row = page.locator("#calls tr:not(.none)")
    expect(row.first.get_by_role("button", name="Занести в сделки")).to_be_visible(timeout=40_000)
    picture(page, "online-deals")
    row.first.get_by_role("button", name="Занести в сделки").click()
    expect(page.get_by_role("heading", level=2, name="Новая сделка")).to_be_visible()
    page.get_by_label("Название сделки").fill("Сделка со звонка")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#inquiries tbody tr")).to_have_count(1)
    expect(page.locator("#inquiries [title='Входящий звонок']")).to_be_visible()
    wait_until(lambda: quiet.live_channels == 0, seconds=120)


def test_stages_are_a_directory_of_each_pipeline(reader, quiet, people):
    page = reader.open("/directories/funnel-stages/new")
    page.get_by_label("Название").fill("Ожидание поставки")
    page.get_by_label("Воронка").select_option(label="Продажи")
    page.get_by_label("Что означает этап").select_option(label="сделка в работе")
    page.get_by_label("Место в списке").fill("4")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ожидание поставки")
    stage = page.url.split("?")[0].rsplit("/", 1)[1]
    page.goto(reader.url + "/deals/new")
    expect(page.get_by_label("Этап воронки").locator("option", has_text="Ожидание поставки")).to_have_count(1)
    business.change("UPDATE funnel_stages SET is_hidden = 1 WHERE id = ?", stage)
    page.reload()
    expect(page.get_by_label("Этап воронки").locator("option", has_text="Ожидание поставки")).to_have_count(0)
