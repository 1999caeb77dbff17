"""Directories: adding, checking fields, searching, two people at once, hiding, history; what a dialled number says."""

import itertools

import pytest
from playwright.sync_api import expect

# Each test has names of its own: the database is the same for all.
numbers = itertools.count(1)


def fresh(word):
    return f"{word} {next(numbers)}"


def add_branch(reader, name, address=""):
    page = reader.open("/directories/branches/new")
    page.get_by_label("Название").fill(name)
    page.get_by_label("Адрес").fill(address)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".toasts")).to_contain_text("Добавлено")
    return page


def test_all_directories_open_by_keyboard(reader, pbx, picture):
    page = reader.open("/directories")
    expect(page.get_by_role("heading", level=1)).to_have_text("Справочники")
    picture(page, "directories")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Подразделения")
    page.keyboard.press("g")
    page.keyboard.press("b")
    expect(page.get_by_role("heading", level=1)).to_have_text("Справочники")


def test_s0_32_an_employee_is_added_by_keyboard_and_found(reader, pbx, picture):
    page = reader.open("/directories/employees")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("новая запись")
    name = fresh("Стрельцов Олег Юрьевич")
    page.get_by_label("Фамилия, имя, отчество").fill(name)
    page.get_by_label("Внутренний номер").fill("0115")
    page.get_by_label("Сотовый").fill("9037906350")
    page.get_by_label("График работы").fill("пн-пт 9:00-18:00, сб 10:00-15:00")
    picture(page, "employee-new")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".toasts")).to_contain_text("Добавлено")
    expect(page.locator(".history")).to_contain_text("Рогова Мария")
    picture(page, "employee")
    page.goto(reader.url + "/directories/employees")
    search = page.locator("main").get_by_role("searchbox")
    search.fill(name.split()[0].lower() + " " + name.split()[-1])
    search.press("Enter")
    row = page.locator("[data-row]")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("8 (903) 790-63-50")
    picture(page, "employees")


def test_a_photo_is_made_small_and_stands_on_the_card(reader, pbx, picture, tmp_path):
    page = reader.open("/directories/employees/new")
    page.get_by_label("Фамилия, имя, отчество").fill(fresh("Соколова Ирина"))
    page.keyboard.press("Control+Enter")
    expect(page.locator(".toasts")).to_contain_text("Добавлено")
    wrong = tmp_path / "photo.png"
    wrong.write_bytes(b"no picture")
    page.locator("input[type=file]").set_input_files(wrong)
    expect(page.locator(".photo-form .error")).to_contain_text("не картинка")
    whole = tmp_path / "whole.png"
    page.screenshot(path=whole)
    page.locator("input[type=file]").set_input_files(whole)
    expect(page.locator(".toasts")).to_contain_text("Сохранено")
    photo = page.locator("img.photo")
    expect(photo).to_be_visible()
    assert photo.evaluate("async image => { await image.decode(); return [image.naturalWidth, image.naturalHeight] }") == [256, 256]
    picture(page, "employee-photo")
    page.get_by_role("button", name="Убрать фото").click()
    expect(page.locator(".photo-form")).to_contain_text("Добавить фото")
    expect(page.locator("img.photo")).to_have_count(0)


def test_fields_are_checked_when_they_are_left_and_nothing_typed_is_lost(reader, pbx, picture):
    page = reader.open("/directories/employees/new")
    name, schedule = page.get_by_label("Фамилия, имя, отчество"), page.get_by_label("График работы")
    schedule.fill("как придётся")
    # Not while somebody types.
    expect(page.locator(".error:visible")).to_have_count(0)
    page.keyboard.press("Tab")
    expect(schedule).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".error:visible")).to_contain_text("Напишите дни и часы")
    expect(page.locator("#field-work_schedule-hint")).to_be_hidden()
    # The form does not go away, and says where.
    page.keyboard.press("Control+Enter")
    expect(name).to_be_focused()
    expect(page.locator(".error:visible")).to_have_count(2)
    picture(page, "employee-refused")
    schedule.fill("пн-пт 9-18")
    name.fill("я" * 201)
    page.keyboard.press("Tab")
    expect(schedule).not_to_have_attribute("aria-invalid", "true")
    expect(page.locator(".error:visible")).to_contain_text("Не больше 200 знаков")
    name.fill(fresh("Тарасов <b>"))
    page.keyboard.press("Control+Enter")
    expect(page.locator(".toasts")).to_contain_text("Добавлено")


def test_what_the_server_refuses_keeps_what_was_typed(reader, pbx):
    number = f"75500{next(numbers):02}"
    for name in ["Первый", "Второй"]:
        page = reader.open("/directories/dids/new")
        page.get_by_label("Номер").fill(number)
        page.get_by_label("Название").fill(name)
        page.keyboard.press("Control+Enter")
        expect(page.locator(".toasts" if name == "Первый" else ".notice.bad[role=alert]")).to_be_visible()
    expect(page.get_by_text("Уже занято")).to_be_visible()
    expect(page.get_by_label("Номер")).to_be_focused()
    expect(page.get_by_label("Название")).to_have_value("Второй")
    # The browser notes a page that says no.
    reader.complaints.clear()


def test_two_people_who_edit_the_same_card_see_both_versions(reader, pbx, picture):
    name = fresh("Центр")
    first = add_branch(reader, name, "Тверская, 1")
    second = reader.open(first.url.split("?")[0].replace(reader.url, ""), "admin")
    first.get_by_label("Адрес").fill("Арбат, 2")
    first.keyboard.press("Control+Enter")
    expect(first.locator(".toasts")).to_contain_text("Сохранено")
    second.get_by_label("Адрес").fill("Лубянка, 3")
    second.get_by_label("Часовой пояс").fill("Asia/Omsk")
    second.keyboard.press("Control+Enter")
    conflict = second.get_by_role("group", name="Адрес")
    expect(conflict).to_contain_text("Сейчас записано: Арбат, 2")
    expect(conflict).to_contain_text("Ваше: Лубянка, 3")
    expect(second.get_by_text("запись изменили")).to_be_visible()
    expect(second.get_by_text("Рогова Мария в")).to_be_visible()
    picture(second, "branch-stale")
    reader.complaints.clear()
    conflict.get_by_label("Сейчас записано").check()
    second.keyboard.press("Control+Enter")
    expect(second.locator(".toasts")).to_contain_text("Сохранено")
    expect(second.get_by_label("Адрес")).to_have_value("Арбат, 2")
    expect(second.get_by_label("Часовой пояс")).to_have_value("Asia/Omsk")


def test_d21_hidden_records_come_back_and_the_history_tells_it(reader, pbx, picture):
    name = fresh("Старый двор")
    page = add_branch(reader, name)
    page.get_by_role("button", name="Скрыть").click()
    expect(page.locator(".toasts")).to_contain_text("Запись скрыта")
    card = page.url
    page.goto(reader.url + "/directories/branches")
    expect(page.get_by_text(name)).to_have_count(0)
    page.get_by_role("link", name="Показать скрытые").click()
    expect(page.get_by_role("row", name=name)).to_contain_text("скрыто")
    page.goto(card)
    page.get_by_role("button", name="Вернуть").click()
    expect(page.locator(".toasts")).to_contain_text("Запись возвращена")
    for word in ["Добавлено", "Скрыто", "Возвращено"]:
        expect(page.locator(".history")).to_contain_text(word)


def test_s0_13_the_reasons_and_channels_are_there_to_be_edited(reader, pbx, picture):
    page = reader.open("/directories/reasons")
    expect(page.get_by_role("row", name="Маршрут проезда")).to_contain_text("рассказать, как добраться")
    picture(page, "reasons")
    page.goto(reader.url + "/directories/contact-channels")
    expect(page.get_by_role("row", name="Визит")).to_contain_text("да")


def test_s0_50_calls_show_what_a_dialled_number_is_called(reader, quiet, picture):
    page = reader.open("/directories/dids/new")
    page.get_by_label("Номер").fill("7559996")
    page.get_by_label("Название").fill("Наружная реклама")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".toasts")).to_contain_text("Добавлено")
    online = reader.open("/online")
    card = reader.open("/card?extension=0111")
    call = quiet.tell("begin 7559996 9161112233")
    expect(online.locator("tr", has_text="755-99-96").first).to_contain_text("Наружная реклама")
    expect(card.locator(".caller")).to_contain_text("Наружная реклама")
    picture(card, "card-did")
    quiet.tell(f"hang-up {call}")


def test_an_operator_has_no_directories(reader, pbx):
    page = reader.open("/card", "operator")
    expect(page.get_by_role("link", name="Справочники")).to_have_count(0)
    assert page.request.get(reader.url + "/directories").status == 403


PAGES = ["/directories", "/directories/reasons", "/directories/reasons/1", "/directories/employees/new"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("theme, width", [("light", 360), ("dark", 1440)])
def test_no_directory_scrolls_sideways(reader, pbx, picture, path, theme, width):
    page = reader.open(path, color_scheme=theme, viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for control in page.locator("main :is(a, button, input:not([type=hidden]), select, textarea)").all():
        name = control.evaluate("e => e.getAttribute('aria-label') || e.textContent.trim() || e.title || e.labels?.[0]?.textContent")
        assert name, control.evaluate("e => e.outerHTML")
    picture(page, f"{path.strip('/').replace('/', '-')}-{theme}-{width}")
