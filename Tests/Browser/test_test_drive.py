"""A test drive: the cars' calendar, two people who want one car at the same moment, the card of the reception by keys alone."""

import datetime
import re

import pytest
from playwright.sync_api import expect

import business
from conftest import wait_until

DAY = "2027-05-12"
SLOT = ".drive-day .slot"
# Chosen, on a page whose keys work already.
PRESSED = ".drive-day[data-ready] .slot[aria-pressed=true]"


@pytest.fixture()
def cars(quiet):
    """Two cars that nobody has yet; returns their numbers."""
    business.stand_up()
    business.change("UPDATE documents SET is_hidden = 1 WHERE test_vehicle_id IS NOT NULL")
    for place, (name, plate) in enumerate([("LADA Vesta, белая", "Т001ТТ97"), ("LADA Niva Travel", "Т002ТТ97")], 1):
        if not business.rows("SELECT 1 FROM test_vehicles WHERE name = ?", name):
            business.change("INSERT INTO test_vehicles (name, plate_number, place) VALUES (?, ?, ?)", name, plate, place)
    return [row["id"] for row in business.rows("SELECT id FROM test_vehicles ORDER BY place")]


def drives():
    return business.rows(
        "SELECT documents.*, contacts.person_name FROM documents JOIN contacts ON contacts.id = documents.contact_id "
        "WHERE test_vehicle_id IS NOT NULL AND documents.is_hidden = 0 ORDER BY documents.id"
    )


def clock(moment):
    """Of the business, which is three hours ahead of UTC."""
    return f"{datetime.datetime.fromtimestamp(moment / 1_000 + 3 * 3_600, datetime.timezone.utc):%Y-%m-%d %H:%M}"


def calendar(reader, person="supervisor", day=DAY, **settings):
    """The page of a contact of its own on which a drive is promised."""
    contact = business.registered("Хочет купить")
    page = reader.open(f"/contacts/{contact}/test-drive", person, **settings)
    page.get_by_label("Дата").fill(day)
    page.get_by_role("button", name="Показать").click()
    expect(page.locator(".drive-day")).to_be_visible()
    return page, contact


def test_s1_13_a_free_half_hour_is_pressed_and_the_day_is_turned(reader, cars, picture):
    page, contact = calendar(reader)
    page.goto(page.url.removesuffix("/test-drive"))
    page.keyboard.press("d")
    expect(page).to_have_url(re.compile(rf"/contacts/{contact}/test-drive$"))
    page.get_by_label("Дата").fill(DAY)
    page.get_by_role("button", name="Показать").click()
    page.get_by_label("Комментарий").fill("Тихий ли двигатель?")
    page.get_by_role("button", name="Следующий день").click()
    expect(page.get_by_label("Дата")).to_have_value("2027-05-13")
    page.get_by_role("button", name="Предыдущий день").click()
    expect(page.locator(".day-turner")).to_contain_text("Ср 12.05.2027")
    page.locator(f'{SLOT}[data-slot="{cars[1]}@14:30"]').click()
    expect(page.get_by_label("Время")).to_have_value("14:30")
    expect(page.get_by_label("Комментарий")).to_have_value("Тихий ли двигатель?")
    expect(page.locator(PRESSED)).to_have_attribute("data-slot", f"{cars[1]}@14:30")
    picture(page, "test-drive-chosen")
    page.keyboard.press("Control+Enter")
    expect(page).to_have_url(re.compile(rf"/contacts/{contact}$"))
    expect(page.locator("aside")).to_contain_text("Тест-драйв A0")
    made = drives()
    assert [(row["test_vehicle_id"], clock(row["starts_at"]), clock(row["ends_at"])) for row in made] == [
        (cars[1], "2027-05-12 14:30", "2027-05-12 15:30")
    ]
    # Who has it is seen by the next, also where a drive would not be over in time.
    page, _ = calendar(reader)
    expect(page.locator(".drive-day .taken")).to_contain_text("Надежда")
    expect(page.locator(f'{SLOT}[data-slot="{cars[1]}@14:00"]')).to_have_count(0)
    expect(page.locator(f'{SLOT}[data-slot="{cars[0]}@14:00"]')).to_have_count(1)
    page.get_by_label("Автомобиль", exact=True).select_option(str(cars[1]))
    page.get_by_label("Время").fill("15:00")
    page.get_by_role("button", name="Показать").click()
    expect(page.locator(".drive-day[data-ready]")).to_be_visible()
    expect(page.locator(".notice.warn[role=alert]")).to_contain_text("14:30–15:30")
    expect(page.locator(".drive-day .in-way")).to_have_count(1)
    picture(page, "test-drive-taken")
    # What is changed gives the time up.
    document = drives()[0]["id"]
    other = reader.open(f"/documents/{document}")
    other.get_by_label("Начало").fill("2027-05-12T16:00")
    other.get_by_label("Окончание").fill("2027-05-12T17:00")
    other.keyboard.press("Control+Enter")
    wait_until(lambda: clock(drives()[0]["starts_at"]) == "2027-05-12 16:00")
    page.keyboard.press("Control+Enter")
    expect(page).to_have_url(re.compile(r"/contacts/\d+$"))
    assert len(drives()) == 2


def test_s1_13_of_two_browsers_that_press_the_same_half_hour_one_gets_the_car(reader, cars, picture):
    pages = []
    for person, name in (("supervisor", "Надежда"), ("admin", "Виталий")):
        page, contact = calendar(reader, person)
        business.change("UPDATE contacts SET person_name = ? WHERE id = ?", name, contact)
        page.locator(f'{SLOT}[data-slot="{cars[0]}@11:00"]').click()
        expect(page.locator(PRESSED)).to_have_attribute("data-slot", f"{cars[0]}@11:00")
        page.get_by_label("Комментарий").fill(f"Для {name}")
        pages.append((page, contact, name))
    for page, _, _ in pages:
        page.evaluate("setTimeout(() => document.querySelector('[data-primary]').click(), 50)")
    wait_until(lambda: len(drives()) == 1)
    winner = drives()[0]["contact_id"]
    for page, contact, name in pages:
        if contact == winner:
            expect(page).to_have_url(re.compile(rf"/contacts/{contact}$"))
            continue
        expect(page.locator(".notice.warn[role=alert]")).to_contain_text("Автомобиль в это время занят: 11:00–12:00")
        expect(page.locator(".notice.warn[role=alert]")).to_contain_text(next(other for _, found, other in pages if found == winner))
        expect(page.get_by_role("button", name="Записать всё равно")).to_have_count(0)
        expect(page.get_by_label("Комментарий")).to_have_value(f"Для {name}")
        expect(page.get_by_label("Время")).to_have_value("11:00")
        picture(page, "test-drive-lost")
        # By the arrows to another car at that time.
        slot = page.locator(f'{SLOT}[data-slot="{cars[1]}@11:00"]')
        slot.press("Enter")
        expect(page.locator(PRESSED)).to_have_attribute("data-slot", f"{cars[1]}@11:00")
        expect(page.get_by_label("Автомобиль", exact=True)).to_have_value(str(cars[1]))
        page.keyboard.press("Control+Enter")
        expect(page).to_have_url(re.compile(rf"/contacts/{contact}$"))
    assert sorted(row["test_vehicle_id"] for row in drives()) == sorted(cars)
    reader.complaints[:] = [complaint for complaint in reader.complaints if "409" not in complaint]


def test_s1_13_on_the_card_of_the_reception_by_keys_alone(reader, cars, picture):
    page = reader.open("/reception", "operator")
    page.keyboard.press("3")
    expect(page).to_have_url(re.compile(r"/intake/\d+$"))
    card = page.locator(".intake .step-form")
    promise = card.locator("[data-promise=test_drive]")
    expect(promise).to_be_hidden()
    card.get_by_label("Обращение", exact=True).fill("Надежда")
    page.keyboard.press("Alt+n")
    card.get_by_label("Покупка нового автомобиля").focus()
    page.keyboard.press("Space")
    expect(promise).to_be_visible()
    expect(promise.locator(".booking")).to_be_hidden()
    page.keyboard.press("Alt+t")
    expect(promise.locator(".drive-day")).to_be_visible()
    promise.get_by_label("Дата").fill(DAY)
    expect(promise.locator(".day-turner")).to_contain_text("12.05.2027")
    # Into the calendar by Tab, along it by the arrows.
    first = promise.locator(f"{SLOT}[tabindex='0']")
    expect(first).to_have_attribute("data-slot", f"{cars[0]}@08:00")
    promise.get_by_role("button", name="Следующий день").focus()
    while page.evaluate("!document.activeElement.matches('.slot')"):
        page.keyboard.press("Tab")
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowDown", "ArrowLeft"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.dataset.slot") == f"{cars[1]}@09:00"
    page.keyboard.press("Enter")
    expect(promise.locator(f'{SLOT}[aria-pressed="true"]')).to_have_attribute("data-slot", f"{cars[1]}@09:00")
    # The picture came anew; the keyboard is where it was.
    wait_until(lambda: page.evaluate("document.activeElement.dataset.slot") == f"{cars[1]}@09:00")
    picture(page, "test-drive-card")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".registered")).to_be_visible()
    made = drives()
    assert [(row["test_vehicle_id"], clock(row["starts_at"]), row["person_name"]) for row in made] == [
        (cars[1], "2027-05-12 09:00", "Надежда")
    ]


def test_s1_13_who_loses_the_car_on_the_card_keeps_the_card(reader, cars, picture):
    cards = []
    for person, name in (("operator", "Надежда"), ("operator2", "Виталий")):
        page = reader.open("/reception", person)
        page.keyboard.press("3")
        expect(page).to_have_url(re.compile(r"/intake/\d+$"))
        card = page.locator(".intake .step-form")
        card.get_by_label("Обращение", exact=True).fill(name)
        page.keyboard.press("Alt+n")
        card.get_by_label("Покупка нового автомобиля").check()
        page.keyboard.press("Alt+t")
        card.locator("[data-promise=test_drive]").get_by_label("Дата").fill(DAY)
        slot = card.locator(f'{SLOT}[data-slot="{cars[0]}@10:00"]')
        expect(card.locator(".day-turner").last).to_contain_text("12.05.2027")
        slot.click()
        expect(card.locator(f'{SLOT}[aria-pressed="true"]')).to_have_count(1)
        cards.append((page, card))
    for page, _ in cards:
        page.evaluate("setTimeout(() => document.querySelector('[data-primary]').click(), 50)")
    wait_until(lambda: len(drives()) == 1 and sum(page.locator(".registered").count() for page, _ in cards) == 1)
    [(page, card)] = [(page, card) for page, card in cards if page.locator(".registered").count() == 0]
    winner = drives()[0]["person_name"]
    expect(card.locator(".error").filter(has_text="Автомобиль в это время занят")).to_be_visible()
    expect(card.locator("[data-day=test_drive] .notice.warn")).to_contain_text(winner)
    picture(page, "test-drive-card-lost")
    card.locator(f'{SLOT}[data-slot="{cars[1]}@10:00"]').click()
    expect(card.locator("[data-day=test_drive] .notice.warn")).to_have_count(0)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".registered")).to_be_visible()
    assert sorted(row["person_name"] for row in drives()) == ["Виталий", "Надежда"]


def test_s1_13_what_a_colleague_books_moves_or_gives_up_is_seen_in_every_open_calendar(reader, cars, picture):
    page, contact = calendar(reader, "supervisor")
    watching, _ = calendar(reader, "admin")
    card = reader.open("/reception", "operator")
    card.keyboard.press("3")
    expect(card).to_have_url(re.compile(r"/intake/\d+$"))
    card.get_by_label("Покупка нового автомобиля").check()
    card.keyboard.press("Alt+t")
    day = card.locator("[data-day=test_drive]")
    day.locator("..").get_by_label("Дата").fill(DAY)
    expect(day.locator(".day-turner")).to_contain_text("12.05.2027")
    slot = f'{SLOT}[data-slot="{cars[0]}@10:30"]'
    watching.get_by_label("Комментарий").fill("Не потерять")
    watching.locator(f'{SLOT}[data-slot="{cars[0]}@14:00"]').focus()
    expect(watching.locator(slot)).to_be_visible()
    expect(card.locator(slot)).to_be_visible()

    page.locator(f'{SLOT}[data-slot="{cars[0]}@10:00"]').click()
    expect(page.locator(PRESSED)).to_have_count(1)
    page.keyboard.press("Control+Enter")
    expect(page).to_have_url(re.compile(rf"/contacts/{contact}$"))
    for other in (watching, card):
        expect(other.locator(".drive-day .taken")).to_contain_text("Надежда")
        expect(other.locator(slot)).to_have_count(0)
    # Where the keyboard is and what was typed stay.
    assert watching.evaluate("document.activeElement.dataset.slot") == f"{cars[0]}@14:00"
    expect(watching.get_by_label("Комментарий")).to_have_value("Не потерять")
    picture(watching, "test-drive-live")
    # Moved on the document's own page.
    document = drives()[0]["id"]
    page.goto(reader.url + f"/documents/{document}")
    page.get_by_label("Начало").fill("2027-05-12T16:00")
    page.get_by_label("Окончание").fill("2027-05-12T17:00")
    page.keyboard.press("Control+Enter")
    for other in (watching, card):
        expect(other.locator(f"#slot-{cars[0]}-960")).to_have_class(re.compile("taken"))
        expect(other.locator(slot)).to_have_count(1)
    # Who wants that time is told before anything is pressed.
    watching.get_by_label("Автомобиль", exact=True).select_option(str(cars[0]))
    watching.get_by_label("Время").fill("16:30")
    page.goto(reader.url + f"/documents/{document}")
    page.get_by_label("Окончание").fill("2027-05-12T17:30")
    page.keyboard.press("Control+Enter")
    expect(watching.locator("[data-picture] [role=alert]")).to_contain_text("16:00–17:30")


def test_s1_13_the_calendar_is_by_the_clock_and_the_hours_of_the_branch(reader, cars, picture):
    business.change(
        "INSERT INTO branches (name, time_zone, work_schedule) VALUES ('Пермь', 'Asia/Yekaterinburg', 'пн-пт 9:00-13:00, 14:00-18:00')"
    )
    branch = business.rows("SELECT max(id) AS id FROM branches")[0]["id"]
    business.change("UPDATE test_vehicles SET is_hidden = 1")
    business.change("INSERT INTO test_vehicles (name, plate_number, branch_id, place) VALUES ('Iskra', 'Т009ТТ59', ?, 9)", branch)
    iskra = business.rows("SELECT max(id) AS id FROM test_vehicles")[0]["id"]
    try:
        page, contact = calendar(reader)
        expect(page.locator(".drive-day thead th")).to_have_text([str(hour) for hour in range(9, 18)])
        expect(page.locator("[data-picture]")).to_contain_text("по часам филиала")
        expect(page.locator(f"#slot-{iskra}-780")).to_have_class("closed")
        page.locator(f'{SLOT}[data-slot="{iskra}@09:00"]').click()
        expect(page.locator(PRESSED)).to_have_count(1)
        picture(page, "test-drive-branch")
        page.get_by_label("Время").fill("13:30")
        page.get_by_role("button", name="Показать").click()
        expect(page.locator("[data-picture] .notice.warn")).to_contain_text("9:00-13:00, 14:00-18:00")
        page.get_by_label("Время").fill("09:00")
        page.keyboard.press("Control+Enter")
        expect(page).to_have_url(re.compile(rf"/contacts/{contact}$"))
        # Nine there is seven in Moscow.
        assert [clock(row["starts_at"]) for row in drives()] == ["2027-05-12 07:00"]
        page, _ = calendar(reader)
        expect(page.locator(".drive-day .taken")).to_have_attribute("title", re.compile("09:00–10:00"))
        # The ninth is a Sunday, on which nobody has the car.
        page.get_by_label("Дата").fill("2027-05-09")
        page.get_by_role("button", name="Показать").click()
        expect(page.locator("[data-picture]")).to_contain_text("В этот день филиал не работает: выходной")
        expect(page.locator(".drive-day")).to_have_count(0)
        picture(page, "test-drive-day-off")
    finally:
        business.change("UPDATE test_vehicles SET is_hidden = 0")
        business.change("DELETE FROM documents WHERE test_vehicle_id = ?", iskra)
        business.change("DELETE FROM test_vehicles WHERE id = ?", iskra)
        business.change("UPDATE branches SET is_hidden = 1, work_schedule = NULL, time_zone = NULL WHERE id = ?", branch)


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (360, "light"), (360, "dark")])
def test_the_calendar_in_both_themes_and_narrow(reader, cars, picture, width, scheme):
    page, _ = calendar(reader, viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.locator(f'{SLOT}[data-slot="{cars[0]}@10:00"]').click()
    expect(page.locator(PRESSED)).to_have_count(1)
    page.keyboard.press("Control+Enter")
    expect(page).to_have_url(re.compile(r"/contacts/\d+$"))
    page, _ = calendar(reader, viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.locator(f'{SLOT}[data-slot="{cars[1]}@12:30"]').click()
    expect(page.locator(PRESSED)).to_have_count(1)
    expect(page.locator(".drive-day .taken")).to_have_count(1)
    picture(page, f"test-drive-{width}-{scheme}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
