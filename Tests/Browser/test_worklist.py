"""The worklist: contacts that one is to go on with, taken, processed and handed over by keys, and reminders to call back."""

import re
import time

import pytest
from playwright.sync_api import expect

import business
from conftest import begun

COUNT = "#worklist-count"
ROWS = "#work tr[data-row]"
TOAST = ".notices .news"
ANNA = "Петрова Анна Оператор"
OLGA = "Смирнова Ольга Мастер"


@pytest.fixture()
def own(reader, quiet):
    """Nothing is left from before; gives how to leave a reminder for the operator, due so many seconds from now."""
    business.stand_up()
    business.link("operator", ANNA)
    business.link("operator2", OLGA)
    business.change("UPDATE reminders SET done_at = 1 WHERE done_at IS NULL")
    business.change("UPDATE contacts SET processed_at = 1 WHERE handed_at IS NOT NULL AND processed_at IS NULL")
    business.change("UPDATE notifications SET withdrawn_at = 1 WHERE withdrawn_at IS NULL")

    def leave(text, seconds):
        business.remind(ANNA, text, int((time.time() + seconds) * 1_000))

    return leave


def in_hands_of(employee, person, due=None):
    """A registered contact in the hands of the employee, told as the program tells it."""
    contact = business.registered("Замена масла")
    business.change(
        "UPDATE contacts SET responsible_id = (SELECT id FROM employees WHERE name = ?), handed_at = at, person_name = ?, due_at = ? "
        "WHERE id = ?",
        employee, person, None if due is None else int((time.time() + due) * 1_000), contact,
    )
    return contact


def test_s1_32_a_contact_is_taken_processed_and_handed_over_by_keys_and_the_other_is_told(reader, own, picture):
    first = in_hands_of(ANNA, "Колотовкин Виталий", due=-360)
    in_hands_of(ANNA, "Пименов Евгений", due=3_600)
    anna = begun(reader.open("/worklist", "operator"), "worklist.js")
    olga = begun(reader.open("/worklist", "operator2"), "worklist.js")
    expect(anna.locator(ROWS)).to_have_count(2)
    # The earliest due first; overdue in red.
    overdue = anna.locator(f"#work-{first}")
    expect(overdue).to_have_class("overdue")
    expect(overdue).to_contain_text("просрочено 6 мин")
    expect(anna.locator(f"{COUNT} .overdue")).to_have_text("2", timeout=40_000)
    picture(anna, "worklist")

    anna.keyboard.press("j")
    anna.keyboard.press("t")
    expect(anna.locator("#group-in_work")).to_contain_text("В работе 1")
    # What was taken is still the one that is selected.
    expect(overdue).to_have_attribute("aria-selected", "true")
    assert business.rows("SELECT taken_by FROM contacts WHERE id = ?", first)[0]["taken_by"] is not None

    anna.keyboard.press("e")
    form = anna.locator("dialog#process")
    expect(form).to_be_visible()
    picture(anna, "worklist-process")
    form.get_by_label("Следующее действие").fill("Позвонить, уточнить срок")
    form.get_by_label("Срок").fill("2031-01-05T10:30")
    anna.keyboard.press("Alt+1")
    expect(form).to_be_hidden()
    expect(overdue).to_contain_text("Позвонить, уточнить срок")
    expect(overdue).not_to_contain_text("просрочено")
    reminder = business.rows("SELECT text, done_at FROM reminders WHERE contact_id = ?", first)
    assert [(row["text"], row["done_at"]) for row in reminder] == [("Позвонить, уточнить срок", None)]

    # To the other, who is told and sees it come.
    anna.keyboard.press("a")
    hand = anna.locator("dialog#hand")
    expect(hand).to_be_visible()
    picture(anna, "worklist-hand")
    anna.keyboard.type("смирнова мастер")
    expect(hand.locator("tbody tr:visible")).to_have_count(1)
    expect(hand.locator("tbody tr:visible")).to_contain_text(OLGA)
    anna.keyboard.press("Enter")
    expect(anna.locator("#worklist-done")).to_contain_text(f"Контакт передан: {OLGA}")
    expect(anna.locator(ROWS)).to_have_count(1)
    expect(olga.locator(TOAST)).to_contain_text("Вам назначен контакт")
    expect(olga.locator(f"#work-{first}")).to_contain_text("Колотовкин Виталий")
    # Whoever had it stands in the row that took its place.
    expect(anna.locator(ROWS)).to_have_attribute("aria-selected", "true")

    olga.keyboard.press("j")
    olga.keyboard.press("e")
    form = olga.locator("dialog#process")
    form.get_by_label("Результат").fill("Записан на диагностику")
    olga.keyboard.press("Control+Enter")
    expect(olga.locator("#worklist-done")).to_contain_text("Контакт обработан")
    expect(olga.locator(ROWS)).to_have_count(0)
    picture(olga, "worklist-done")
    olga.keyboard.press("z")
    expect(olga.locator(f"#work-{first}")).to_be_visible()
    olga.keyboard.press("j")
    olga.keyboard.press("e")
    olga.keyboard.press("Control+Enter")
    expect(olga.locator(ROWS)).to_have_count(0)
    olga.get_by_role("link", name="Обработанные за неделю").click()
    expect(olga.locator(f"#work-{first}")).to_contain_text("Записан на диагностику")
    # The card tells all of it.
    olga.goto(reader.url + f"/contacts/{first}")
    expect(olga.locator("#work")).to_contain_text("обработан")
    expect(olga.locator("#work")).to_contain_text("Записан на диагностику")
    picture(olga, "worklist-card")


def test_s1_32_a_next_action_needs_a_time_and_what_was_typed_stays_until_there_is_one(reader, own, picture):
    contact = in_hands_of(ANNA, "Колотовкин Виталий")
    anna = begun(reader.open("/worklist", "operator"), "worklist.js")
    anna.keyboard.press("j")
    anna.keyboard.press("e")
    form = anna.locator("dialog#process")
    form.get_by_label("Результат").fill("Клиент думает")
    form.get_by_label("Следующее действие").fill("Позвонить")
    anna.keyboard.press("Alt+1")
    due = form.get_by_label("Срок")
    expect(due).to_be_focused()
    assert due.evaluate("field => field.validity.valueMissing")
    expect(form.get_by_label("Результат")).to_have_value("Клиент думает")
    picture(anna, "worklist-refused")
    due.fill("2031-01-05T10:30")
    anna.keyboard.press("Alt+1")
    expect(anna.locator(f"#work-{contact}")).to_contain_text("Позвонить")
    # The same on the card, in a form of its own.
    anna.goto(reader.url + f"/contacts/{contact}")
    card = anna.locator("#work")
    expect(card).to_contain_text("в работе")
    expect(card.get_by_label("Результат")).to_have_value("Клиент думает")
    picture(anna, "worklist-card-open")
    card.get_by_label("Следующее действие").fill("Позвонить ещё раз")
    card.get_by_role("button", name="Сохранить, остаётся в работе").click()
    expect(anna).to_have_url(re.compile(rf"/contacts/{contact}$"))
    expect(anna.locator("#work").get_by_label("Следующее действие")).to_have_value("Позвонить ещё раз")


def test_s1_33_supervisors_look_at_others_lists_and_the_journal_tells_who_processed_what_how_fast(reader, own, picture):
    contact = in_hands_of(OLGA, "Денисов Дмитрий", due=600)
    boss = begun(reader.open("/worklist?whose=all"), "worklist.js")
    expect(boss.locator(f"#work-{contact}")).to_contain_text(OLGA)
    boss.get_by_label("Сотрудник", exact=True).select_option(label=OLGA)
    boss.get_by_role("button", name="Показать").click()
    expect(boss.locator(ROWS)).to_have_count(1)
    picture(boss, "worklist-all")
    olga = begun(reader.open("/worklist", "operator2"), "worklist.js")
    olga.keyboard.press("j")
    olga.keyboard.press("e")
    olga.locator("dialog#process").get_by_label("Результат").fill("Проинформирован")
    olga.keyboard.press("Control+Enter")
    # It goes from whoever looks at the list.
    expect(boss.locator(f"#work-{contact}")).to_have_count(0)

    boss.keyboard.press("g")
    boss.keyboard.press("j")
    expect(boss.locator("h1")).to_have_text("Журнал входящего трафика")
    row = boss.locator(f"#contact-{contact}")
    expect(row).to_contain_text("обработан")
    expect(row).to_contain_text("Смирнова Ольга")
    expect(boss.locator(".page-head")).to_contain_text("в среднем за")
    picture(boss, "journal")
    boss.goto(reader.url + "/journal?processing=unprocessed")
    expect(boss.locator(f"#contact-{contact}")).to_have_count(0)
    boss.goto(reader.url + "/journal?processing=processed")
    expect(boss.locator(f"#contact-{contact}")).to_be_visible()


def test_s0_34_reminders_are_counted_called_and_done_by_keys(own, reader, picture):
    own("Перезвонить по двигателю", -360)
    own("Уточнить срок запчасти", 3_600)
    page = begun(reader.open("/reminders", "operator"), "worklist.js")
    expect(page).to_have_url(re.compile(r"/worklist$"))
    rows = page.locator(".reminders tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("просрочено 6 мин")
    expect(rows.nth(0).get_by_role("link", name="Позвонить")).to_have_attribute("href", "tel:+79161110000")
    expect(page.locator(f"{COUNT} .overdue")).to_have_text("2", timeout=40_000)
    picture(page, "worklist-reminders")
    page.keyboard.press("j")
    page.keyboard.press("e")
    expect(rows).to_have_count(1)
    expect(page.locator("#worklist-done .toast")).to_contain_text("Напоминание выполнено")
    expect(page.locator(f"{COUNT} .count")).to_have_text("1", timeout=40_000)
    expect(page.locator(f"{COUNT} .overdue")).to_have_count(0)
    page.keyboard.press("z")
    expect(rows).to_have_count(2)
    page.get_by_role("link", name="Обработанные за неделю").click()
    expect(page.locator("#reminders, #nothing-to-do")).to_be_visible()
    # From anywhere by G, then N.
    page.keyboard.press("g")
    page.keyboard.press("n")
    expect(page.locator("h1")).to_have_text("Мои контакты")
    expect(rows).to_have_count(2)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/contacts/\d+$"))


@pytest.mark.parametrize(("width", "scheme"), [(1440, "dark"), (360, "light"), (360, "dark")])
def test_the_worklist_in_both_themes_and_narrow(own, reader, picture, width, scheme):
    in_hands_of(ANNA, "Колотовкин Виталий", due=-90_000)
    in_hands_of(ANNA, "Пименов Евгений", due=3_600)
    own("Перезвонить по двигателю " * 8, -90_000)
    page = begun(reader.open("/worklist", "operator", viewport={"width": width, "height": 900}, color_scheme=scheme), "worklist.js")
    expect(page.locator(".worklist tr[data-row]")).to_have_count(3)
    picture(page, f"worklist-{width}-{scheme}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (360, "light"), (360, "dark")])
def test_s1_33_the_journal_in_both_themes_and_narrow(own, reader, picture, width, scheme):
    first = in_hands_of(ANNA, "Колотовкин Виталий", due=-90_000)
    second = in_hands_of(ANNA, "Пименов Евгений", due=3_600)
    business.change("UPDATE contacts SET taken_by = registrar_id, taken_at = at + 90000 WHERE id = ?", first)
    page = reader.open("/journal", viewport={"width": width, "height": 900}, color_scheme=scheme)
    for contact in (first, second):
        expect(page.locator(f"#contact-{contact}")).to_be_visible()
    picture(page, f"journal-{width}-{scheme}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
