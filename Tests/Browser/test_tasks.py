"""Cases, the task board and the bulletin board: what is done by keys, what others see at once, what a phone shows."""

import re
import time

import pytest
from playwright.sync_api import expect

import business
from conftest import begun, wait_until

ANNA = "Петрова Анна Оператор"
OLGA = "Смирнова Ольга Мастер"
TOAST = ".notices .news"
ROWS = "#tasks tr[data-row]"


@pytest.fixture()
def board(reader, quiet):
    """No tasks and no bulletins from before; two actions of which the first is followed by the second."""
    business.stand_up()
    business.link("operator", ANNA)
    business.link("operator2", OLGA)
    business.change("UPDATE case_tasks SET is_hidden = 1")
    business.change("UPDATE bulletins SET is_hidden = 1")
    business.change("UPDATE notifications SET withdrawn_at = 1 WHERE withdrawn_at IS NULL")
    if not business.rows("SELECT 1 FROM task_actions WHERE name = 'Заказать мед-ты'"):
        business.change(
            "INSERT INTO task_actions (name, doer, term, term_unit, next_id, place) "
            "SELECT 'Заказать мед-ты', 'responsible', 1, 'days', id, 9 FROM task_actions WHERE name = 'Проверить выполнение'"
        )
    return reader


def opened(page, title, text, client="Штыльков", action="Заказать мед-ты"):
    """A case of this client with one entry, by its form."""
    page.goto(re.sub(r"(//[^/]+).*", r"\1/cases/new", page.url))
    page.get_by_label("Название дела").fill(title)
    whose = page.get_by_role("combobox", name=re.compile("^Контрагент"))
    whose.fill(client)
    expect(page.locator("[role=option]").first).to_have_attribute("aria-selected", "true")
    whose.press("Enter")
    expect(whose).to_have_value(re.compile(f"^{client} "))
    page.get_by_label(re.compile("^Компания")).fill("СК Здорово")
    page.get_by_label(re.compile("^Номер полиса")).fill("К/001031")
    page.get_by_label(re.compile("^Содержание")).fill(text)
    page.get_by_label(re.compile("^Категория")).select_option(label="Жалоба")
    page.get_by_label(re.compile("^Действие")).select_option(label=action)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".toasts")).to_contain_text("Дело открыто")


def test_s3_33_the_board_is_a_tree_that_is_worked_by_keys_and_followed_by_others(board, picture):
    anna = board.open("/tasks", "operator")
    opened(anna, "Госпитализация", "госпитализация согласована, заказать медикаменты")
    picture(anna, "case")
    watching = begun(board.open("/tasks?whose=all"), "tasks.js")
    anna.goto(anna.url.split("/cases")[0] + "/tasks")
    begun(anna, "tasks.js")
    expect(anna.locator(ROWS)).to_have_count(1)
    expect(anna.locator("#tasks tr.client")).to_contain_text('Штыльков Виталий Петрович (СК Здорово "К/001031")')
    expect(anna.locator("#tasks tr.case")).to_contain_text("«Госпитализация»")
    expect(anna.locator(ROWS)).to_contain_text("Жалоба")
    picture(anna, "tasks")
    anna.keyboard.press("j")
    anna.keyboard.press("e")
    # What follows is there by itself, here and where somebody else looks.
    expect(anna.locator("#tasks-done")).to_contain_text("Выполнено: Заказать мед-ты")
    expect(anna.locator(".todo b")).to_have_text("Проверить выполнение")
    expect(watching.locator(".todo b")).to_have_text("Проверить выполнение", timeout=5_000)
    picture(watching, "tasks-all")
    anna.keyboard.press("z")
    expect(anna.locator(".todo b")).to_have_text("Заказать мед-ты")


def test_s3_12_a_task_is_handed_over_and_its_new_owner_is_told_on_every_page(board, picture):
    anna = board.open("/tasks", "operator")
    opened(anna, "Открытое дело", "жалоба на боль в локтевом суставе")
    olga = board.open("/missed", "operator2")
    anna.get_by_text("Передать", exact=True).first.click()
    anna.locator(".hand select[name=employee]").select_option(label=OLGA)
    anna.locator(".hand form button").click()
    expect(anna.locator(".toasts")).to_contain_text("Задача передана")
    expect(olga.locator(TOAST)).to_contain_text("Вам поручена задача", timeout=8_000)
    olga.goto(olga.url.replace("/missed", "/tasks"))
    expect(olga.locator(ROWS)).to_have_count(1)
    business.change("UPDATE case_tasks SET due_at = ? WHERE is_hidden = 0", int((time.time() - 600) * 1_000))
    olga.goto(olga.url + "?state=overdue")
    expect(olga.locator(".todo.overdue")).to_contain_text("просрочено 10 мин")
    olga.emulate_media(color_scheme="dark")
    picture(olga, "tasks-overdue-dark")
    olga.emulate_media(color_scheme="light")
    olga.set_viewport_size({"width": 390, "height": 844})
    picture(olga, "tasks-narrow")
    assert olga.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_s3_11_a_contact_goes_into_a_case_and_tells_the_state_of_its_tasks(board, picture):
    contact = business.registered("Боль в локтевом суставе")
    page = board.open(f"/contacts/{contact}")
    page.keyboard.press("b")
    page.get_by_label("Название дела").fill("Перелом")
    expect(page.get_by_label(re.compile("^Содержание"))).to_have_value("Боль в локтевом суставе")
    page.get_by_label(re.compile("^Действие")).select_option(label="Сделать")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".toasts")).to_contain_text("Дело открыто")
    page.goto(page.url.split("/cases")[0] + f"/contacts/{contact}")
    expect(page.locator("#cases")).to_contain_text("Перелом")
    page.locator("#cases .tick").click()
    expect(page.locator("#cases .todo.done")).to_contain_text("выполнено")
    picture(page, "contact-cases")


def test_s3_13_a_bulletin_that_must_be_read_is_told_read_and_counted(board, picture):
    operator = board.open("/missed", "operator")
    page = board.open("/bulletins/new")
    page.get_by_label("Заголовок").fill("Новая акция")
    page.get_by_label("Текст").fill("Скидка 10 % на диагностику до конца недели.\nУсловия у старшего смены.")
    page.get_by_label("Обязательно прочитать").check()
    picture(page, "bulletin-new")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#read-by")).to_contain_text("не прочитано")
    expect(operator.locator(TOAST)).to_contain_text("Объявление: прочтите", timeout=8_000)
    operator.goto(operator.url.replace("/missed", "/bulletins"))
    expect(operator.locator(".bulletin")).to_contain_text("Новая акция")
    picture(operator, "bulletins")
    operator.keyboard.press("Control+Enter")
    expect(operator.locator(".bulletin")).to_contain_text("прочитано")
    page.reload()
    expect(page.locator("#read-by .count")).to_contain_text("1 /")
    picture(page, "bulletin-read-by")
    number = business.rows("SELECT max(id) AS id FROM bulletins")[0]["id"]
    wait_until(
        lambda: not business.rows(
            "SELECT 1 FROM notifications JOIN users ON users.id = user_id WHERE bulletin_id = ? AND users.name = 'operator' "
            "AND read_at IS NULL AND withdrawn_at IS NULL",
            number,
        )
    )


def test_s3_14_a_calendar_has_a_secret_address(board, picture):
    page = board.open("/tasks", "operator")
    opened(page, "Открытое дело", "жалоба, боль; отёк")
    page.goto(page.url.split("/cases")[0] + "/tasks/calendar")
    page.get_by_role("button", name="Создать адрес").click()
    address = page.locator("[data-feed=tasks]").input_value()
    picture(page, "task-calendar")
    answer = page.context.request.get(address, headers={"Cookie": ""})
    assert answer.status == 200 and "жалоба\\, боль\\; отёк" in answer.text().replace("\r\n ", "")
    page.get_by_role("button", name="Отозвать адрес").click()
    expect(page.get_by_text("Адреса пока нет")).to_be_visible()
    assert page.context.request.get(address).status == 404
