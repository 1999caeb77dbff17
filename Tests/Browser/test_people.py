"""Choosing a responsible employee, live; the PBX's queues as the directory has them; the time after a call."""

import re
import time

import pytest
from playwright.sync_api import expect

import business
from conftest import wait_until
from test_intake import FORM, Hands, taken  # noqa: F401: a fixture
from test_presence import choose, own
from test_workspace import SERVICE, CARD, desk  # noqa: F401: a fixture


@pytest.fixture()
def queue(pbx):
    """The directory has the queue; what a test before has written there is gone, and the PBX's members are there again."""

    def keep(**columns):
        business.change("DELETE FROM queues WHERE name = 'service'")
        names = ", ".join(["name", *columns])
        places = ", ".join("?" * (len(columns) + 1))
        business.change(f"INSERT INTO queues ({names}) VALUES ({places})", "service", *columns.values())

    yield keep
    business.change("DELETE FROM queues WHERE name = 'service'")
    # The directory is looked at every two seconds; what it has asked for until then is taken back after that.
    time.sleep(3)
    for phone in ("0111", "0113", "0125"):
        pbx.tell(f"join service {phone}")


def member(online, name):
    return online.locator("#queues section", has_text="Сервис").locator("li", has_text=name).first


def employee(user):
    """Number and name of the employee who is this user."""
    business.link(user, "Смирнова Ольга Мастер")
    found = business.rows("SELECT employees.id, employees.name FROM employees JOIN users ON users.id = user_id WHERE users.name = ?", user)
    return found[0]["id"], found[0]["name"]


def test_after_a_call_from_a_queue_there_is_time_until_the_contact_is_registered(desk, quiet, queue, reader, picture):  # noqa: F811
    queue(title="Сервис", wrap_up_seconds=600)
    anna = desk()
    if "Доступен" not in own(anna).inner_text():
        choose(anna, "Доступен")
    online = reader.open("/online")
    row = member(online, "Петрова Анна")
    expect(row).not_to_contain_text("После звонка")
    call = quiet.begin(SERVICE, "89161113001")
    expect(anna.locator(CARD)).to_have_class(re.compile("ringing"))
    quiet.tell(f"answer {call} 0111")
    expect(anna.locator(FORM)).to_be_visible()
    quiet.tell(f"hang-up {call}")
    expect(own(anna)).to_contain_text("После звонка")
    expect(row).to_contain_text("После звонка")
    picture(anna, "wrap-up")
    hands = Hands(anna)
    hands.press("Alt+6")
    hands.go_on()
    hands.registered()
    expect(own(anna)).to_contain_text("Доступен")
    expect(row).not_to_contain_text("После звонка")
    states = "SELECT activity FROM person_states JOIN users ON users.id = user_id WHERE users.name = 'operator' ORDER BY person_states.id DESC LIMIT 8"
    assert "wrap_up" in [state["activity"] for state in business.rows(states)]


def test_who_says_that_they_are_available_is_done_with_the_last_call(desk, quiet, queue):  # noqa: F811
    queue(title="Сервис", wrap_up_seconds=600)
    anna = desk()
    call = quiet.begin(SERVICE, "89161113002")
    expect(anna.locator(CARD)).to_have_class(re.compile("ringing"))
    quiet.tell(f"answer {call} 0111")
    expect(anna.locator(CARD)).to_have_class(re.compile("talking"))
    quiet.tell(f"hang-up {call}")
    expect(own(anna)).to_contain_text("После звонка")
    choose(anna, "Доступен")
    expect(own(anna)).not_to_contain_text("После звонка")


def test_who_comes_joins_the_queue_and_a_supervisor_adds_and_removes(desk, quiet, queue, reader, picture):  # noqa: F811
    online = reader.open("/online")
    card = online.locator("#queues section", has_text="service")
    expect(card.locator("li", has_text="0130")).to_have_count(0)
    # By hand.
    card.get_by_role("button", name="Добавить в очередь").first.click()
    menu = online.locator(".menu.of-other:popover-open")
    menu.get_by_label("Внутренний номер").fill("12x")
    online.keyboard.press("Enter")
    expect(menu.locator("[data-refusal]")).to_contain_text("от 2 до 6 цифр")
    reader.complaints = [words for words in reader.complaints if "422" not in words]
    picture(online, "queue-add")
    menu.get_by_label("Внутренний номер").fill("0130")
    online.keyboard.press("Enter")
    row = card.locator("li", has_text="0130")
    expect(row).to_be_visible()
    expect(menu).to_have_count(0)
    row.get_by_role("button").first.click()
    picture(online, "queue-member")
    online.locator(".menu.of-other:popover-open").get_by_role("button", name="Пауза").click()
    expect(row).to_contain_text("пауза")
    row.get_by_role("button").first.click()
    online.locator(".menu.of-other:popover-open").get_by_role("button", name="Убрать из очереди").click()
    expect(row).to_have_count(0)
    # By the log-in.
    queue(title="Сервис", joins_at_log_in=1, employees=str(employee("operator2")[0]))
    olga = desk("operator2", "0131")
    joined = online.locator("#queues section", has_text="Сервис").locator("li", has_text="0131")
    expect(joined).to_be_visible()
    olga.evaluate("fetch('/logout', { method: 'POST', body: new URLSearchParams({ token: document.querySelector('input[name=token]').value }) })")
    expect(olga.locator("#log-in-again")).to_be_visible()
    reader.complaints = [words for words in reader.complaints if "401" not in words]
    # Another browser of hers may still be logged in: then it is the last stream that says that she has gone.
    expect(joined).to_have_count(0, timeout=60_000)


def test_s1_16_s1_17_s1_18_s1_25_the_choice_of_people_is_live_and_marks_who_is_free_for_longest(taken, desk, quiet, picture):  # noqa: F811
    olgas, name = employee("operator2")
    page, hands, _ = taken("89161113003")
    hands.press("Alt+2")
    hands.go_on("advisor")
    table = page.locator(f"{FORM} .people-table")
    table.get_by_text("Показать всех").click()
    row = table.locator("tr", has_text=name)
    olga = desk("operator2", "0125")
    expect(row).to_contain_text("Доступен")
    expect(row).to_contain_text("0125")
    expect(row).to_contain_text("готов")
    expect(row.locator("[data-free]")).to_be_visible()
    picture(page, "people-free")
    choose(olga, "Занят")
    expect(row).to_contain_text("Занят")
    expect(row.locator("[data-free]")).to_have_count(0)
    choose(olga, "Доступен")
    expect(row).to_contain_text("Доступен")
    call = quiet.begin(SERVICE, "89161113004")
    expect(olga.locator(CARD)).to_have_class(re.compile("ringing"))
    quiet.tell(f"answer {call} 0125")
    expect(row).to_contain_text("разговор")
    # A contact that is handed to her meanwhile is seen in what she has to do.
    work = row.locator(".load-cell")
    before = int(work.inner_text().split("/")[0])
    moment = int(time.time() * 1_000)
    business.change(
        "INSERT INTO contacts (state, number, at, registered_at, handed_at, person_name, responsible_id) "
        "VALUES ('registered', ?, ?, ?, ?, 'Надежда', ?)",
        f"P{moment % 100_000_000:08}", moment, moment, moment, olgas,
    )
    expect(work).to_contain_text(f"{before + 1} / ", timeout=30_000)
    # What was typed meanwhile stays.
    table.locator("[data-narrow]").fill("смирн")
    quiet.tell(f"hang-up {call}")
    expect(row).to_contain_text("готов")
    expect(table.locator("[data-narrow]")).to_have_value("смирн")
    picture(page, "people-narrowed")


@pytest.fixture()
def card_for_calls():
    """Calls are registered in one card."""
    business.stand_up()
    [registration] = business.rows("SELECT id FROM scripts WHERE code = 'registration'")
    business.change(
        "INSERT INTO script_uses (script_id, channel_id) SELECT ?, id FROM contact_channels WHERE code = 'phone' "
        "ON CONFLICT (channel_id) DO UPDATE SET script_id = excluded.script_id",
        registration["id"],
    )
    yield
    business.change("DELETE FROM script_uses WHERE channel_id IN (SELECT id FROM contact_channels WHERE code = 'phone')")


@pytest.fixture()
def answered(card_for_calls, desk, quiet):  # noqa: F811
    """The card of a call that the operator has answered."""

    def take(number):
        page = desk()
        call = quiet.begin("7559996", number)
        expect(page.locator(CARD)).to_have_class(re.compile("ringing"))
        quiet.tell(f"answer {call} 0111")
        expect(page.locator(FORM)).to_have_attribute("data-step", "card")
        return page, page.locator(FORM), call

    return take


def test_s1_5_s1_27_a_card_of_a_call_ends_with_its_transfer_without_a_client(answered, quiet, picture):
    page, form, call = answered("89161113005")
    transfer = form.get_by_role("button", name="Перевести")
    expect(transfer).to_be_hidden()
    form.locator("label", has_text="Интересуется запасными частями").click()
    table = form.locator(".people-table")
    table.get_by_text("Показать всех").click()
    # Nobody answers there: the contact and the call are kept, and somebody else is chosen.
    table.locator("[data-narrow]").fill("третьяков")
    expect(form.locator("tr:has(:checked)")).to_contain_text("Третьяков")
    page.keyboard.press("Alt+t")
    expect(form.locator("[role=alert]")).to_contain_text("0209 не отвечает. Выберите другого сотрудника")
    picture(page, "transfer-not-reached")
    table.get_by_text("Показать всех").click()
    table.locator("[data-narrow]").fill("рожин")
    expect(form.locator("tr:has(:checked)")).to_contain_text("Рожин")
    expect(transfer).to_be_visible()
    picture(page, "transfer-ready")
    page.keyboard.press("Alt+t")
    done = page.locator(f"{CARD} .intake .registered")
    expect(done).to_be_visible()
    contact = business.contact(done.get_attribute("data-registered"))
    assert (contact["outcome"], contact["responsible"], contact["client_id"]) == ("transferred", "Рожин Олег Юрьевич", None)
    wait_until(lambda: any(other["linkedID"] == call and "0202" in str(other) for other in quiet.calls))


def test_a_call_that_has_ended_is_registered_instead_of_sent_on(answered, quiet):
    page, form, call = answered("89161113006")
    form.locator("label", has_text="Интересуется запасными частями").click()
    form.get_by_text("Показать всех").click()
    form.locator("[data-narrow]").fill("рожин")
    expect(form.locator("tr:has(:checked)")).to_contain_text("Рожин")
    quiet.tell(f"hang-up {call}")
    wait_until(lambda: quiet.live_channels == 0)
    page.keyboard.press("Alt+t")
    expect(form.locator("[role=alert]")).to_contain_text("Переводить некого")


def test_s1_6_the_client_of_a_call_is_known_on_the_card_by_the_number(answered, picture):
    page, form, _ = answered("89037906350")
    expect(form.locator(".client-panel h3")).to_have_text("Штыльков Виталий Петрович")
    picture(page, "card-of-known-caller")


def test_s1_3_s1_14_a_reason_of_the_directory_is_on_the_card_and_its_employees_come_first(reader, pbx, picture):
    business.stand_up()
    business.change("DELETE FROM reasons WHERE caption = 'Возврат товара'")
    page = reader.open("/directories/reasons/new", person="admin")
    page.get_by_label("Направление").select_option("shop")
    page.get_by_label("Надпись на кнопке").fill("Возврат товара")
    page.get_by_label("В реестре и отчётах").fill("Возврат")
    page.get_by_label("Кому передавать").select_option(label="Соколова Ирина")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Возврат товара").first).to_be_visible()
    try:
        desk_page = reader.open("/reception", person="operator")
        desk_page.keyboard.press("3")
        form = desk_page.locator(".intake form")
        expect(form).to_have_attribute("data-step", "card")
        form.locator("label", has_text="Возврат товара").click()
        expect(form.locator("[data-saved]")).to_contain_text("Черновик сохранён")
        desk_page.reload()
        rows = form.locator(".people-table tbody tr:visible")
        expect(rows).to_have_count(1)
        expect(rows).to_contain_text("Соколова Ирина")
        picture(desk_page, "people-eligible")
        form.get_by_text("Показать всех").click()
        expect(form.locator(".people-table tbody tr:visible").first).to_contain_text("Соколова Ирина")
        assert form.locator(".people-table tbody tr:visible").count() > 3
    finally:
        business.change("UPDATE reasons SET is_hidden = 1 WHERE caption = 'Возврат товара'")
