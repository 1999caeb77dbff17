"""Clients: found as one types from every page, kept with their telephones, shown beside the ringing call, made one of two."""

import re

from playwright.sync_api import expect

from conftest import wait_until

DIRECT = "7559996"


def add_client(page, name, *phones):
    page.goto("/".join(page.url.split("/")[:3]) + "/clients/new")
    page.get_by_label("Контрагент").fill(name)
    for index, phone in enumerate(phones):
        page.get_by_label(f"Телефон {index + 1}").fill(phone)
    page.keyboard.press("Control+Enter")


def saved(page):
    page.wait_for_url(re.compile(r"/clients/\d+$"))
    return int(page.url.rsplit("/", 1)[1])


def expect_refusals(reader):
    """A form that was refused answers so, which browsers complain of."""
    reader.complaints = [words for words in reader.complaints if "409" not in words and "422" not in words]


def box(page):
    return page.locator("[data-client-search]")


def seek(page, typed):
    """What was found before stays until the answer is there."""
    box(page).fill(typed)
    expect(page.locator("#found-clients")).to_have_attribute("data-for", typed)


def test_s0_22_a_client_is_found_as_one_types_by_keyboard_from_any_page_also_in_the_wrong_layout(reader, quiet, picture):
    page = reader.open("/clients")
    add_client(page, "Курёхин Зиновий Маркович", "8 (921) 555-01-22", "спросить у соседа")
    client = saved(page)
    expect(page.locator("main")).to_contain_text("не номер")
    page.goto(page.url.replace(f"/clients/{client}", "/calls"))
    page.keyboard.press("/")
    expect(box(page)).to_be_focused()
    option = page.get_by_role("option", name="Курёхин Зиновий")
    for typed in ["куре", "reht[by", "зинов курё", "8 (921) 555-01", "0122", "+7 921 555"]:
        seek(page, typed)
        expect(option).to_be_visible()
    picture(page, "client-search")
    box(page).fill("нетникоготакого")
    expect(page.locator("#found-clients")).to_contain_text("Никого не нашлось")
    box(page).fill("")
    expect(page.locator("#found-clients")).to_be_hidden()
    box(page).press_sequentially("курёхин з")
    expect(option).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/clients/{client}")
    picture(page, "client-card")


def test_s0_22_a_vehicle_that_nobody_owns_is_found_in_a_line_of_its_own_and_opens(reader, quiet, picture):
    page = reader.open("/vehicles/new")
    page.locator("[name=plate_number]").fill("О 731 СТ 178")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/vehicles/\d+$"))
    vehicle = page.url
    page.goto(page.url.rsplit("/", 2)[0] + "/calls")
    option = page.get_by_role("option", name="О 731 СТ 178")
    for typed in ["o731ct", "731", "О 731"]:
        seek(page, typed)
        expect(option).to_be_visible()
    expect(option).to_contain_text("Без владельца")
    picture(page, "search-ownerless")
    page.goto(page.url.rsplit("/", 1)[0] + "/clients")
    page.locator("[data-search]").fill("о731")
    row = page.locator("#clients tbody tr")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("Без владельца")
    picture(page, "clients-ownerless")
    box(page).fill("o731ct")
    expect(option).to_have_attribute("aria-selected", "true")
    box(page).press("Enter")
    page.wait_for_url(vehicle)


def test_s0_22_a_vehicle_without_an_owner_gets_one_and_changes_hands(reader, quiet, picture):
    page = reader.open("/clients")
    add_client(page, "Покупатель Лев", "8 (921) 555-31-01")
    first = saved(page)
    add_client(page, "Перекупщик Глеб", "8 (921) 555-31-02")
    second = saved(page)
    page.goto(page.url.rsplit("/", 2)[0] + "/vehicles/new")
    page.locator("[name=plate_number]").fill("О 733 СТ 178")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/vehicles/\d+$"))
    vehicle = page.url
    owner = page.locator("#field-owner_id")
    head = page.locator(".page-head")
    # Typed and not chosen: nobody is taken for the owner, and nothing typed is lost.
    owner.fill("покуп")
    option = page.get_by_role("option", name="Покупатель Лев")
    expect(option).to_be_visible()
    picture(page, "vehicle-owner")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".field .error:visible")).to_have_count(1)
    expect(owner).to_have_value("покуп")
    expect(head.get_by_role("link")).to_have_count(0)
    owner.fill("покупатель")
    expect(option).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(owner).to_have_value("Покупатель Лев")
    page.keyboard.press("Control+Enter")
    expect(head.get_by_role("link", name="Покупатель Лев")).to_be_visible()
    assert page.url == vehicle
    # It is sold.
    owner.fill("31-02")
    page.get_by_role("option", name="Перекупщик Глеб").click()
    page.keyboard.press("Control+Enter")
    expect(head.get_by_role("link", name="Перекупщик Глеб")).to_be_visible()
    picture(page, "vehicle-sold")
    history = page.locator(".history tbody").first
    expect(history).to_contain_text("Покупатель Лев")
    expect(history).to_contain_text("Перекупщик Глеб")
    box(page).fill("o733ct")
    expect(page.get_by_role("option", name="Перекупщик Глеб")).to_be_visible()
    for client, words in [(first, "Автомобиль: О 733 СТ 178 → —"), (second, "Автомобиль: — → О 733 СТ 178")]:
        page.goto(vehicle.rsplit("/", 2)[0] + f"/clients/{client}")
        expect(page.locator("ul.history").last).to_contain_text(words)
    # Nobody's again.
    page.goto(vehicle)
    owner.fill("")
    page.keyboard.press("Control+Enter")
    expect(head.get_by_role("link")).to_have_count(0)


def test_s0_22_two_who_sell_a_vehicle_see_each_other(reader, quiet, picture):
    page = reader.open("/clients")
    add_client(page, "Первая Ия", "8 (921) 555-31-03")
    saved(page)
    add_client(page, "Вторая Ия", "8 (921) 555-31-04")
    saved(page)
    page.goto(page.url.rsplit("/", 2)[0] + "/vehicles/new")
    page.locator("[name=plate_number]").fill("О 734 СТ 178")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/vehicles/\d+$"))
    other = page.context.new_page()
    other.goto(page.url)
    for who, name in [(page, "Первая Ия"), (other, "Вторая Ия")]:
        who.locator("#field-owner_id").fill(name)
        who.get_by_role("option", name=name).click()
        who.keyboard.press("Control+Enter")
    expect(page.locator(".page-head").get_by_role("link", name="Первая Ия")).to_be_visible()
    conflict = other.locator(".conflict")
    expect(conflict).to_contain_text("Первая Ия")
    expect(conflict).to_contain_text("Вторая Ия")
    picture(other, "vehicle-owner-conflict")
    other.keyboard.press("Control+Enter")
    expect(other.locator(".page-head").get_by_role("link", name="Вторая Ия")).to_be_visible()


def test_the_list_of_clients_answers_as_one_types(reader, quiet, picture):
    page = reader.open("/clients")
    add_client(page, "Списочный Артём", "8 (921) 555-02-33")
    client = saved(page)
    page.goto(page.url.rsplit("/", 1)[0])
    page.locator("[data-search]").fill("спис арт")
    row = page.locator("#clients tbody tr")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("8 (921) 555-02-33")
    picture(page, "clients")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/clients/{client}")


def test_s1_8_the_card_says_how_the_client_stands(reader, quiet, picture):
    page = reader.open("/clients")
    add_client(page, "Стояльцева Нина", "8 (921) 555-07-08")
    saved(page)
    statuses = page.locator(".page-head .statuses")
    expect(statuses).to_have_count(0)
    page.keyboard.press("e")
    page.locator("#showroom_status").select_option("vip")
    page.keyboard.press("Control+Enter")
    expect(statuses).to_have_text("Автосалон: VIP")
    page.locator("a[href$='/edit']").wait_for()
    picture(page, "client-status")
    expect(page.locator(".history")).to_contain_text("VIP")
    desk = reader.open("/card?extension=0111")
    call = quiet.begin(DIRECT, "+79215550708")
    expect(desk.locator(".caller .client-panel .statuses")).to_have_text("Автосалон: VIP", timeout=15_000)
    quiet.tell(f"hang-up {call}")
    wait_until(lambda: quiet.live_channels == 0)


def test_s0_5_the_caller_is_known_while_the_phone_still_rings(reader, quiet, picture):
    page = reader.open("/clients")
    add_client(page, "Звонарёва Алла", "8 (921) 555-03-44")
    client = saved(page)
    desk = reader.open("/card?extension=0111")
    call = quiet.begin(DIRECT, "+79215550344")
    panel = desk.locator(".caller .client-panel")
    expect(panel).to_contain_text("Звонарёва Алла", timeout=15_000)
    expect(panel.locator("h3 a")).to_have_attribute("href", f"/clients/{client}")
    picture(desk, "card-client")
    quiet.tell(f"hang-up {call}")
    wait_until(lambda: quiet.live_channels == 0)

    page.goto(page.url.rsplit("/", 1)[0])
    add_client(page, "Звонарёв Пётр", "89215550344")
    # The one who is there is offered first.
    expect(page.get_by_role("alert")).to_contain_text("Звонарёва Алла")
    expect(page.get_by_label("Контрагент")).to_have_value("Звонарёв Пётр")
    page.keyboard.press("Control+Enter")
    saved(page)
    call = quiet.begin(DIRECT, "+79215550344")
    expect(panel).to_contain_text("Кто это может быть", timeout=15_000)
    expect(panel).to_contain_text("Звонарёва Алла")
    expect(panel).to_contain_text("Звонарёв Пётр")
    picture(desk, "card-could-be")
    quiet.tell(f"hang-up {call}")
    wait_until(lambda: quiet.live_channels == 0)

    call = quiet.begin(DIRECT, "+79215550399")
    expect(panel).to_contain_text("Номера нет в базе", timeout=15_000)
    quiet.tell(f"hang-up {call}")
    call = quiet.begin(DIRECT)
    expect(desk.locator(".caller")).to_contain_text("АОН не передан", timeout=15_000)
    expect(panel).to_have_count(0)
    quiet.tell(f"hang-up {call}")
    expect_refusals(reader)


def test_two_who_edit_the_same_client_see_both_versions(reader, quiet, picture):
    page = reader.open("/clients")
    add_client(page, "Правкин Лев")
    client = saved(page)
    mine = reader.open(f"/clients/{client}/edit", person="operator")
    page.goto(f"{page.url}/edit")
    page.locator("main").get_by_label("Примечание").fill("звонить после шести")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**/clients/{client}")
    mine.get_by_label("Контрагент").fill("Правкин Лев Львович")
    mine.keyboard.press("Control+Enter")
    expect(mine.get_by_role("alert")).to_contain_text("изменил другой пользователь")
    expect(mine.get_by_role("alert")).to_contain_text("звонить после шести")
    expect(mine.get_by_label("Контрагент")).to_have_value("Правкин Лев Львович")
    picture(mine, "client-stale")
    mine.keyboard.press("Control+Enter")
    mine.wait_for_url(f"**/clients/{client}")
    expect(mine.locator("h1")).to_have_text("Правкин Лев Львович")
    expect_refusals(reader)


def test_two_clients_become_one_and_are_separated_again(reader, quiet, picture):
    page = reader.open("/clients")
    add_client(page, "Дублев Иван", "8 (921) 555-05-66")
    whole = saved(page)
    page.goto(page.url.rsplit("/", 1)[0])
    add_client(page, "Дублев И.", "+7 921 555-05-66", "646-33-33")
    expect(page.get_by_role("alert")).to_contain_text("Дублев Иван")
    page.keyboard.press("Control+Enter")
    part = saved(page)
    page.goto(f"{reader.url}/clients/doubles")
    row = page.locator("tr", has_text="Дублев Иван")
    expect(row).to_contain_text("Дублев И.")
    picture(page, "client-doubles")
    row.get_by_role("button", name="Объединить").click()
    page.wait_for_url(f"**/clients/{whole}")
    expect(page.locator("main")).to_contain_text("646-33-33")
    page.goto(f"{reader.url}/clients/{part}")
    expect(page.locator(".notice.warn")).to_contain_text("Дублев Иван")
    picture(page, "client-merged")
    page.get_by_role("button", name="Разъединить").click()
    page.wait_for_url(f"**/clients/{part}")
    expect(page.get_by_role("button", name="Разъединить")).to_have_count(0)
    page.goto(f"{reader.url}/clients/{whole}")
    expect(page.locator("main")).not_to_contain_text("646-33-33")
    expect_refusals(reader)


def test_a_refused_client_loses_nothing(reader, quiet):
    page = reader.open("/clients")
    long = "8" * 80
    add_client(page, "<b>Долгий</b> \u202eоборот 🚗", long)
    expect(page.locator(".error").first).to_contain_text("помещается 64 знаков")
    expect(page.get_by_label("Телефон 1")).to_have_value(long)
    expect(page.get_by_label("Контрагент")).to_have_value("<b>Долгий</b> \u202eоборот 🚗")
    page.get_by_label("Телефон 1").fill("")
    page.keyboard.press("Control+Enter")
    saved(page)
    expect(page.locator("h1")).to_contain_text("<b>Долгий</b>")
    expect_refusals(reader)


def test_clients_on_a_narrow_screen(reader, quiet, picture):
    page = reader.open("/clients", viewport={"width": 360, "height": 780}, color_scheme="dark")
    box(page).fill("а")
    expect(page.locator("#found-clients")).to_have_attribute("data-for", "а")
    picture(page, "clients-narrow")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_s0_24_a_vehicle_leads_to_its_owner_and_a_document_stands_open_first(reader, quiet, picture):
    page = reader.open("/clients")
    add_client(page, "Машинин Егор", "8 (921) 555-07-88")
    client = saved(page)
    page.get_by_role("link", name="Добавить автомобиль").click()
    page.get_by_label("Гос. номер").fill("Е 271 КХ 97")
    page.get_by_label("VIN").fill("JMZBK12Z651234567")
    page.get_by_label("Марка").select_option(label="MAZDA")
    page.get_by_label("Год выпуска").fill("2006")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/vehicles/\d+$"))
    expect(page.locator("main")).to_contain_text("Машинин Егор")
    picture(page, "vehicle")
    for typed in ["e271kx", "е 271 кх 97", "jmzbk12", "мазда 0788", "vfplf vfibyby"]:
        seek(page, typed)
        option = page.get_by_role("option", name="Машинин Егор")
        expect(option).to_contain_text("Е 271 КХ 97")
        expect(option).to_contain_text("MAZDA (2006)")
    page.goto(page.url.split("/vehicles")[0] + f"/clients/{client}")
    page.get_by_role("link", name="Добавить документ").click()
    page.get_by_label("Вид документа").select_option(label="Заявка на ремонт")
    page.get_by_label("Работы").fill("Диагностика подвески")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/documents/\d+$"))
    expect(page.locator("h1")).to_contain_text(re.compile(r"Заявка на ремонт A\d{9}"))
    picture(page, "document")
    page.goto(page.url.split("/documents")[0] + f"/clients/{client}")
    expect(page.locator("main")).to_contain_text("не закрыт")
    expect(page.locator("main")).to_contain_text("Диагностика подвески")
    picture(page, "client-full")
    page.goto(page.url.split("/clients")[0] + "/documents?open=1")
    expect(page.locator("tbody tr", has_text="Машинин Егор")).to_have_count(1)
    picture(page, "documents")
