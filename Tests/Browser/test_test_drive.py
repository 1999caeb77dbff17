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


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (400, "light"), (400, "dark")])
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
