"""The reception: a receptionist and two specialists, each with a browser of their own."""

import re
import time

import pytest
from playwright.sync_api import expect

import business
from conftest import wait_until

TOAST = ".notices .news"
QUEUE = "#waiting-rows tr[data-row]"
CARD = ".intake .step-form"


@pytest.fixture()
def desk(quiet):
    """Nobody waits and nothing is unread; operator2 and desk0 are the employees of a reason of their own."""
    business.stand_up()
    business.change("UPDATE waiting_contacts SET ended_as = 'withdrawn', ended_at = 1 WHERE ended_as IS NULL")
    business.change("UPDATE notifications SET withdrawn_at = 1 WHERE withdrawn_at IS NULL")
    business.link("operator2", "Смирнова Ольга Мастер")
    business.link("desk0", "Нулевой Мастер")
    employees = [
        str(business.rows("SELECT employees.id FROM employees JOIN users ON users.id = user_id WHERE users.name = ?", user)[0]["id"])
        for user in ("operator2", "desk0")
    ]
    if not business.rows("SELECT 1 FROM reasons WHERE code = 'reception'"):
        business.change(
            "INSERT INTO reasons (code, category, caption, registry_caption, route, place, employees) "
            "VALUES ('reception', 'service', 'Приём на ремонт', 'Приём на ремонт', 'employee', 30, ?)",
            " ".join(employees),
        )


def register_visit(page, person):
    """A visit from the panel, by keys: begun, filled in, and put into the queue. Returns the contact's address."""
    page.keyboard.press("3")
    expect(page).to_have_url(re.compile(r"/intake/\d+$"))
    card = page.locator(CARD)
    card.get_by_label("Обращение", exact=True).fill(person)
    page.keyboard.press("Alt+n")
    card.get_by_label("Приём на ремонт").check()
    card.get_by_label("В очередь ожидания").check()
    page.keyboard.press("Control+Enter")
    page.locator(".registered a").click()
    expect(page).to_have_url(re.compile(r"/contacts/\d+$"))
    expect(page.locator(".standing")).to_contain_text("Ждёт в очереди")
    return re.sub(r"\?.*", "", page.url)


def test_s1_26_s1_28_s1_32_a_visit_is_told_to_two_taken_by_one_and_withdrawn_from_the_other(reader, desk, picture):
    olga = reader.open("/registry", "operator2")
    zero = reader.open("/registry", "desk0")
    anna = reader.open("/reception", "operator")
    contact = register_visit(anna, "Колотовкин Виталий")
    for master in (olga, zero):
        expect(master.locator(TOAST)).to_contain_text("Контакт ждёт обработки")
        expect(master.locator(TOAST)).to_contain_text("Колотовкин Виталий")
        expect(master).to_have_title(re.compile(r"^\(1\) "))
        # What somebody types goes on.
        assert master.evaluate("!document.activeElement.closest('.notices')")
    picture(olga, "reception-toast")
    expect(anna.locator("#waiting-count .count")).to_have_text("1")
    # Still there after a reload, until it is read.
    zero.reload()
    expect(zero.locator(TOAST)).to_contain_text("Колотовкин Виталий")
    expect(zero.locator("#bell-unread")).to_have_attribute("data-unread", "1")
    zero.keyboard.press("Alt+u")
    expect(zero.locator("#bell")).to_be_visible()
    picture(zero, "reception-bell")
    zero.keyboard.press("Escape")

    olga.locator(f"{TOAST} a").click()
    expect(olga).to_have_url(contact)
    expect(olga.locator("#bell-unread")).to_have_attribute("data-unread", "0")
    zero.locator(f"{TOAST} a").click()
    expect(zero).to_have_url(contact)
    picture(olga, "reception-take")
    olga.keyboard.press("t")
    expect(olga.locator("main")).to_contain_text("Контакт взяли Вы")
    # Who looked at the same card is told who was quicker.
    zero.keyboard.press("t")
    expect(zero.get_by_role("alert")).to_contain_text("Контакт уже взял(а) Смирнова Ольга")
    anna.goto(re.sub(r"/contacts/.*", "/reception", contact))
    expect(anna.locator(QUEUE)).to_have_count(0)
    expect(anna.locator("#registered-rows tr").first).to_contain_text("принят")
    expect(anna.locator("#registered-rows tr").first).to_contain_text("Смирнова Ольга Мастер")


def test_s1_1_s1_2_s1_7_s1_8_s1_9_a_known_client_is_registered_by_few_strokes(reader, desk, picture):
    client = business.rows("SELECT id, name FROM clients WHERE name LIKE 'Мельн%'")[0]
    business.change(
        "INSERT INTO documents (kind, number, at, client_id, is_open) VALUES ('work_order', 'З000911', ?, ?, 1) ON CONFLICT DO NOTHING",
        int(time.time() * 1_000),
        client["id"],
    )
    anna = reader.open("/reception", "operator")
    for word in ("Визит", "Телефонный звонок", "Интернет"):
        expect(anna.locator(".doors")).to_contain_text(word)
    strokes = 0

    def press(keys):
        nonlocal strokes
        anna.keyboard.press(keys)
        strokes += 1

    press("3")
    card = anna.locator(CARD)
    for goal in ("Сервис", "Магазин", "Прочее"):
        expect(card.locator(".goal h3", has_text=goal)).to_be_visible()
    press("Alt+f")
    anna.keyboard.type("мельн")
    expect(card.locator("[data-found] tbody tr")).to_have_count(1)
    press("ArrowDown")
    panel = card.locator(".client-panel")
    expect(panel.locator("h3 a")).to_have_attribute("href", f"/clients/{client['id']}")
    expect(panel).to_contain_text("VOLVO XC90")
    expect(panel.locator("input[name=_vehicle]")).to_be_checked()
    expect(panel.locator("a[href^='/vehicles/']")).to_have_count(1)
    expect(panel.locator("a[href^='/documents/']")).to_contain_text("З000911")
    expect(panel.locator(".statuses")).to_have_text("Сервис: активный")
    # From the open work order, as nobody has chosen one.
    expect(card.locator("input[name=reason]:checked")).to_have_count(1)
    picture(anna, "reception-card")
    press("Control+Enter")
    expect(anna.locator(".registered")).to_contain_text("Назначен сотруднику")
    # docs/reception.md tells this number; the goal is 10.
    assert strokes == 4
    contact = business.contact(anna.locator(".registered").get_attribute("data-registered"))
    assert contact["client"] == client["name"] and contact["vehicle_id"] is not None
    assert contact["reason"] == "Услуги частники"


def test_s1_4_s1_12_who_is_in_no_directory_is_said_in_short(reader, desk):
    anna = reader.open("/reception", "operator")
    anna.keyboard.press("3")
    card = anna.locator(CARD)
    card.locator("label", has_text="Прочие звонки").click()
    anna.keyboard.press("Control+Enter")
    expect(card).to_contain_text("Найдите клиента или отметьте, что его нет в справочнике")
    anna.keyboard.press("Alt+n")
    anna.keyboard.press("Control+Enter")
    expect(card).to_contain_text("Как обращаться, телефон или примечание")
    card.get_by_label("Примечание", exact=True).fill("в синей куртке")
    anna.keyboard.press("Control+Enter")
    expect(anna.locator(".registered")).to_be_visible()
    contact = business.contact(anna.locator(".registered").get_attribute("data-registered"))
    assert contact["comment"] == "в синей куртке" and contact["client"] is None


def test_s1_15_what_one_has_taken_goes_from_the_other_at_once(reader, desk):
    anna = reader.open("/reception", "operator")
    olga = reader.open("/registry", "operator2")
    zero = reader.open("/registry", "desk0")
    contact = register_visit(anna, "Пименов Евгений")
    expect(zero.locator(TOAST)).to_be_visible()
    olga.locator(f"{TOAST} a").click()
    expect(olga).to_have_url(contact)
    olga.keyboard.press("t")
    expect(olga.locator("main")).to_contain_text("Контакт взяли Вы")
    expect(zero.locator(TOAST)).to_have_count(0)
    expect(zero.locator("#bell-unread")).to_have_attribute("data-unread", "0")
    expect(zero).not_to_have_title(re.compile(r"^\("))


def test_of_several_tabs_one_calls_attention(reader, desk):
    anna = reader.open("/reception", "operator")
    olga = reader.open("/registry", "operator2")
    second = olga.context.new_page()
    second.goto(reader.url + "/registry")
    expect(second.locator("h1").first).to_be_attached()
    register_visit(anna, "Денисов Дмитрий")
    for page in (olga, second):
        expect(page.locator("#bell-unread")).to_have_attribute("data-unread", "1")
    toasts = lambda: sum(page.locator(TOAST).count() for page in (olga, second))
    wait_until(lambda: toasts() == 1)
    # Closed where it is shown, it does not come up in the other one.
    shown, other = (olga, second) if olga.locator(TOAST).count() else (second, olga)
    shown.locator(f"{TOAST} button").click()
    other.reload()
    expect(other.locator("#bell-unread")).to_have_attribute("data-unread", "1")
    wait_until(lambda: other.evaluate("navigator.locks.query().then(({ held, pending }) => ![...held, ...pending].some(lock => lock.name === 'priyom-notices'))"))
    assert toasts() == 0


def test_s1_29_s1_30_s1_31_waiting_blinks_reminds_is_given_by_a_key_and_lost_by_another(reader, desk, picture):
    anna = reader.open("/reception", "operator")
    boss = reader.open("/reception", "supervisor")
    zero = reader.open("/registry", "desk0")
    register_visit(anna, "Борис")
    expect(boss.locator(".waiting-alert")).to_contain_text("В очереди ожидания 1 клиент")
    expect(boss.locator(".waiting-alert .blink")).to_have_css("animation-name", "blink")
    expect(boss.locator(QUEUE)).to_contain_text("уведомлены: 2")
    boss.emulate_media(reduced_motion="reduce")
    expect(boss.locator(".waiting-alert .blink")).to_have_css("animation-name", "none")
    # Five minutes later.
    business.change("UPDATE waiting_contacts SET reminded_at = reminded_at - 301000 WHERE ended_as IS NULL")
    expect(boss.locator(QUEUE)).to_contain_text("напомнили ×1")
    for person in (anna, zero):
        expect(person.locator("#bell-list")).to_contain_text("Клиент ждёт в очереди")
    boss.keyboard.press("q")
    boss.keyboard.press("j")
    picture(boss, "reception-queue")
    boss.keyboard.press("a")
    expect(boss.locator("#give")).to_be_visible()
    people = boss.locator("#give tbody tr:visible")
    expect(people).to_have_count(2)
    expect(boss.locator("#give [data-narrow]")).to_be_focused()
    picture(boss, "reception-give")
    boss.keyboard.type("нулев")
    expect(people).to_have_count(1)
    expect(people).to_contain_text("0300")
    boss.keyboard.press("Enter")
    expect(boss.locator(QUEUE)).to_contain_text("Нулевой Мастер")
    expect(zero.locator("#bell-list")).to_contain_text("Вам назначен контакт")
    boss.keyboard.press("j")
    boss.keyboard.press("l")
    expect(boss.locator("#lose")).to_be_visible()
    picture(boss, "reception-lose")
    boss.keyboard.press("Alt+1")
    expect(boss.locator(QUEUE)).to_have_count(0)
    expect(boss.locator(".waiting-alert")).to_have_count(0)
    expect(boss.locator("#registered-rows tr").first).to_contain_text("Упущенный: Не дождался")
    expect(zero.locator("#bell-unread")).to_have_attribute("data-unread", "0")


def test_s1_14_s1_16_s1_20_s1_23_a_waiting_contact_is_given_by_keys_from_a_live_table(reader, desk, picture):
    anna = reader.open("/reception", "operator")
    olga = reader.open("/registry", "operator2")
    boss = reader.open("/reception", "supervisor")
    contact = register_visit(anna, "Мельникова Ирина")
    expect(boss.locator(QUEUE)).to_have_count(1)
    boss.keyboard.press("j")
    boss.keyboard.press("a")
    table = boss.locator("#give .people-table")
    rows = table.locator("tbody tr:visible")
    # The reason's two; somebody of them is chosen already, and the table is in the eye of who types.
    expect(rows).to_have_count(2)
    expect(table.locator("tr:has(:checked)")).to_have_count(1)
    expect(table.locator("[data-narrow]")).to_be_focused()
    expect(table.locator("[data-nobody]")).to_be_hidden()
    # What a colleague says of themselves is seen at once.
    olga.keyboard.press("Alt+s")
    olga.locator("#presence-menu input[name=note]").fill("до обеда у клиента")
    olga.locator("#presence-menu input[name=note]").press("Enter")
    expect(rows.filter(has_text="Смирнова Ольга")).to_contain_text("до обеда у клиента")
    picture(boss, "reception-give-live")
    # Whom nobody is: it says so, and gives nothing to anybody.
    boss.keyboard.type("йцукен")
    expect(table.locator("[data-nobody]")).to_be_visible()
    expect(boss.locator("#give [data-primary]")).to_be_disabled()
    boss.keyboard.press("Control+a")
    boss.keyboard.press("Delete")
    expect(rows).to_have_count(2)
    # All of them are an arrow away.
    boss.keyboard.press("Shift+Tab")
    boss.keyboard.press("ArrowRight")
    # Other tests may have added namesakes.
    expect(rows.filter(has_text="Соколова Ирина").first).to_be_visible()
    boss.keyboard.press("Tab")
    boss.keyboard.type("0209")
    expect(rows).to_have_count(1)
    expect(table.locator("tr:has(:checked)")).to_contain_text("Третьяков")
    boss.keyboard.press("Control+Enter")
    expect(boss.locator("#give")).to_be_hidden()
    assert business.rows(
        "SELECT employees.name FROM contacts JOIN employees ON employees.id = responsible_id WHERE contacts.id = ?",
        contact.rsplit("/", 1)[1],
    )[0]["name"] == "Третьяков Дмитрий"


def test_s1_14_who_may_have_it_is_chosen_on_the_contacts_card_for_the_reason_that_stands_there(reader, desk, picture):
    anna = reader.open("/reception", "operator")
    contact = register_visit(anna, "Карпова Ольга")
    boss = reader.open("/contacts/" + contact.rsplit("/", 1)[1], "supervisor")
    boss.locator(".tabs").get_by_text("Результат звонка").click()
    boss.get_by_role("button", name="Выбрать").click()
    rows = boss.locator("#choose tbody tr:visible")
    expect(rows).to_have_count(2)
    picture(boss, "contact-choose")
    boss.keyboard.press("Escape")
    expect(boss.locator("#choose .people-table")).to_have_count(0)
    boss.locator(".tabs").get_by_text("Основная").click()
    boss.locator("#field-reason").select_option("")
    boss.locator(".tabs").get_by_text("Результат звонка").click()
    boss.get_by_role("button", name="Выбрать").click()
    expect(boss.locator("#choose [role=status]")).to_contain_text("показаны все")
    boss.keyboard.type("матв")
    expect(rows).to_have_count(1)
    boss.keyboard.press("Enter")
    expect(boss.locator("#choose")).to_be_hidden()
    chosen = boss.locator("#field-responsible")
    expect(chosen.locator("option:checked")).to_have_text("Матвеев Роман")


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (360, "light")])
def test_the_people_to_give_to_in_both_themes_and_narrow(reader, desk, picture, width, scheme):
    anna = reader.open("/reception", "operator")
    register_visit(anna, "Колотовкин Виталий")
    boss = reader.open("/reception", "supervisor", viewport={"width": width, "height": 900}, color_scheme=scheme)
    expect(boss.locator(QUEUE)).to_have_count(1)
    boss.locator(QUEUE).get_by_role("button", name="Назначить").click()
    expect(boss.locator("#give tbody tr:visible")).to_have_count(2)
    boss.locator("#give").get_by_text("Показать всех").click()
    picture(boss, f"reception-give-{width}-{scheme}")
    assert boss.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert boss.locator("#give").evaluate("dialog => dialog.scrollWidth <= dialog.clientWidth")


def test_s0_34_a_reminder_to_call_back_is_told_at_its_time(reader, desk):
    olga = reader.open("/registry", "operator2")
    business.remind("Смирнова Ольга Мастер", "Перезвонить по двигателю", int(time.time() * 1_000))
    expect(olga.locator(TOAST)).to_contain_text("Пора перезвонить")
    expect(olga.locator(TOAST)).to_contain_text("Перезвонить по двигателю")
    business.change("UPDATE reminders SET done_at = 1 WHERE done_at IS NULL")


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (360, "light"), (360, "dark")])
def test_the_reception_in_both_themes_and_narrow(reader, desk, picture, width, scheme):
    anna = reader.open("/reception", "operator")
    register_visit(anna, "Колотовкин Виталий")
    page = reader.open("/reception", viewport={"width": width, "height": 900}, color_scheme=scheme)
    expect(page.locator(QUEUE)).to_have_count(1)
    picture(page, f"reception-{width}-{scheme}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
