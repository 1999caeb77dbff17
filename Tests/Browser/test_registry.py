"""The registry of contacts and their cards: a call's contact appears, is changed in place, handed over, edited, filtered."""

import re

from playwright.sync_api import expect

from conftest import wait_until

next_number = iter(range(2_000_000, 3_000_000))


def add(page, number=None, channel="Визит", name="Илья"):
    """A contact by hand, from the page's own button; leaves its card open."""
    number = number or f"8917{next(next_number)}"
    page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + "/contacts/new")
    page.get_by_label("Вид обращения").select_option(label=channel)
    page.get_by_label("Причина обращения").select_option(index=1)
    page.get_by_label("Номер АОН").fill(number)
    page.get_by_label("Контактная информация").fill(name)
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/contacts/\d+$"))
    return number


def register(page):
    page.locator("summary", has_text="Действия").click()
    page.get_by_role("button", name="Зарегистрировать").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Входящий контакт A")
    return page.get_by_role("heading", level=1).inner_text().split()[-1]


def test_s0_46_a_contact_by_hand_is_registered_and_stands_in_the_registry(reader, quiet, picture):
    page = reader.open("/registry")
    expect(page.get_by_role("link", name="Добавить входящий контакт")).to_be_visible()
    add(page)
    number = register(page)
    picture(page, "contact")
    page.get_by_role("link", name="Закрыть").click()
    row = page.locator("tr[data-row]", has_text=number)
    expect(row).to_contain_text("Услуги частники")
    expect(row.locator(".flag.on.first")).to_have_text("П")
    picture(page, "registry")
    dark = reader.open("/registry", color_scheme="dark")
    expect(dark.locator("tr[data-row]").first).to_be_visible()
    picture(dark, "registry-dark")
    narrow = reader.open("/registry", viewport={"width": 360, "height": 740})
    expect(narrow.locator("tr[data-row]").first).to_be_visible()
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 360
    picture(narrow, "registry-narrow")


def test_a_change_is_seen_in_place_and_a_new_contact_by_the_pill(reader, quiet, picture):
    worker = reader.open("/registry")
    add(worker)
    number = register(worker)
    watcher = reader.open("/registry")
    row = watcher.locator("tr[data-row]", has_text=number)
    expect(row).to_be_visible()
    expect(row.get_by_text("О", exact=True)).to_have_count(0)
    watcher.keyboard.press("KeyJ")
    worker.get_by_text("Обращение", exact=True).last.click()
    worker.keyboard.press("Control+Enter")
    expect(row.locator("[title=Обращение]")).to_have_text("О")
    expect(watcher.locator("tr[aria-selected=true]")).to_have_count(1)
    add(worker)
    pill = watcher.locator("[data-registry-news]")
    expect(pill).to_contain_text("1 новый контакт")
    picture(watcher, "registry-news")
    watcher.keyboard.press("KeyN")
    expect(watcher.locator("tr[data-row]").first).to_contain_text("не завершён")


def test_s0_45_three_state_filters_combine_and_stay_in_the_address(reader, quiet):
    page = reader.open("/registry")
    add(page)
    number = register(page)
    page.goto(page.url.split("/contacts")[0] + "/registry")
    inquiry = page.get_by_role("group", name="Обращение")
    inquiry.get_by_role("link", name="Да").click()
    expect(page.locator("tr[data-row]", has_text=number)).to_have_count(0)
    page.get_by_role("group", name="Обращение").get_by_role("link", name="Нет").click()
    page.get_by_role("group", name="Заезд").get_by_role("link", name="Нет").click()
    expect(page).to_have_url(re.compile("inquiry=no.*arrival=no"))
    expect(page.locator("tr[data-row]", has_text=number)).to_be_visible()
    page.get_by_text("Фильтры", exact=True).click()
    page.get_by_label("Номер контакта или телефона").fill(number)
    page.keyboard.press("Enter")
    expect(page.locator("tr[data-row]")).to_have_count(1)
    page.locator("tr[data-row] a").first.click()
    page.get_by_role("link", name="Закрыть").click()
    expect(page).to_have_url(re.compile("inquiry=no.*arrival=no"))


def test_a_filter_is_saved_under_a_name_called_up_and_forgotten(reader, quiet, picture):
    page = reader.open("/registry?period=week")
    page.get_by_role("group", name="Запись").get_by_role("link", name="Нет").click()
    page.locator("summary", has_text="Мои фильтры").click()
    page.get_by_label("Сохранить этот отбор под именем").fill("Без записи за неделю")
    page.keyboard.press("Enter")
    expect(page.locator("summary", has_text="Без записи за неделю")).to_be_visible()
    page.goto(reader.url + "/registry")
    page.locator("summary", has_text="Мои фильтры").click()
    picture(page, "registry-filters")
    page.get_by_role("link", name="Без записи за неделю").click()
    expect(page).to_have_url(re.compile(r"period=week&appointment=no$"))
    narrow = reader.open("/registry?period=week&appointment=no", viewport={"width": 360, "height": 740}, color_scheme="dark")
    narrow.locator("summary", has_text="Мои фильтры").click()
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 360
    picture(narrow, "registry-filters-narrow")
    page.locator("summary", has_text="Мои фильтры").click()
    page.get_by_role("button", name="Удалить фильтр: Без записи за неделю").click()
    expect(page.locator("summary", has_text="Без записи за неделю")).to_have_count(0)


def test_contacts_are_found_by_what_was_written_down(reader, quiet, picture):
    page = reader.open("/registry", "admin")
    add(page, name="Еремей Щукин")
    number = register(page)
    page.goto(reader.url + "/registry")
    page.get_by_text("Фильтры", exact=True).click()
    page.get_by_label("Текст", exact=True).fill("ЕРЕМ щук")
    page.keyboard.press("Enter")
    expect(page.locator("tr[data-row]")).to_have_count(1)
    expect(page.locator("tr[data-row]")).to_contain_text(number)
    page.get_by_text("Фильтры", exact=True).click()
    picture(page, "registry-text")


def test_columns_are_chosen_and_remembered(reader, quiet, picture):
    page = reader.open("/registry", "admin")
    add(page)
    page.goto(page.url.split("/contacts")[0] + "/registry")
    page.locator("summary", has_text="Колонки").click()
    picture(page, "registry-columns")
    page.get_by_role("checkbox", name="Модель").uncheck()
    page.get_by_role("button", name="Раньше: Контакт").click()
    page.locator("summary", has_text="Колонки").click()
    page.get_by_role("button", name="Сохранить").click()
    head = page.locator("thead th").all_inner_texts()
    assert "Модель" not in head
    assert head.index("Контакт") < head.index("Контрагент")
    page.locator("summary", has_text="Колонки").click()
    page.get_by_role("button", name="Как было").click()
    expect(page.locator("thead")).to_contain_text("Модель")


def test_two_people_edit_a_card_and_neither_loses_anything(reader, quiet, picture):
    first = reader.open("/registry")
    add(first)
    register(first)
    second = reader.open(first.url.replace(first.url.split("/contacts")[0], "").split("?")[0], "admin")
    first.get_by_label("Контактная информация").fill("Константин")
    first.keyboard.press("Control+Enter")
    expect(first.get_by_text("Записано", exact=True)).to_be_visible()
    second.get_by_label("Контактная информация").fill("Роман")
    second.get_by_role("button", name="Записать").click()
    expect(second.locator(".stale-fields")).to_contain_text("Константин")
    expect(second.get_by_label("Контактная информация")).to_have_value("Роман")
    picture(second, "contact-stale")
    second.get_by_role("button", name="Записать").click()
    expect(second.get_by_label("Контактная информация")).to_have_value("Роман")
    expect(second.locator(".stale-fields")).to_have_count(0)
    reader.complaints = [words for words in reader.complaints if "409" not in words]


def test_s0_40_what_was_said_is_added_and_tabs_need_no_script(reader, quiet, picture):
    page = reader.open("/registry", color_scheme="dark")
    add(page)
    page.get_by_label("Содержание").fill("Не включаются вентиляторы,\nпросит диагностику <сегодня>")
    page.get_by_role("button", name="Добавить").click()
    expect(page.locator("#entries tbody tr")).to_contain_text("просит диагностику <сегодня>")
    for tab in ["Контрагент", "Контактное лицо", "Результат звонка", "Служебная информация", "Телефоны", "История"]:
        page.get_by_role("radio", name=re.compile(tab)).check()
        expect(page.locator(".panel:visible")).to_have_count(1)
    expect(page.locator(".history-panel")).to_contain_text("Добавлено")
    picture(page, "contact-dark")
