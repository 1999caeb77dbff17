"""The report of staff: what each person does by calls, time, contacts and call-backs, and the list behind each number."""

import datetime
import os
import re
import sqlite3

import pytest
from playwright.sync_api import expect

import business
from conftest import wait_until

# A Wednesday of a month in which nothing else happens, at ten in Moscow.
TEN = datetime.datetime(2021, 6, 9, 7, tzinfo=datetime.timezone.utc)
DAYS = "from=2021-06-01&to=2021-06-30"
NINA, ANTON = "Зуева <b>Нина</b>", "Крылов Антон"
DIDS = ["+74956467171", "+74957555053"]


def at(hours, minutes=0, seconds=0):
    """Milliseconds of a moment so long after ten."""
    return int(TEN.timestamp() * 1_000) + ((hours * 60 + minutes) * 60 + seconds) * 1_000


def insert(table, **columns):
    database = sqlite3.connect(os.environ["PRIYOM_TEST_DATABASE"], timeout=20)
    with database:
        places = ", ".join("?" * len(columns))
        row = database.execute(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", list(columns.values())).lastrowid
    database.close()
    return row


def call(number, direction, did, legs, caller_phone=None):
    """A call that has ended. Legs: phone, seconds of ringing, of talk, of hold; no talk where nobody answered."""
    moment = at(1, number)
    answered = any(talk for _, _, talk, _ in legs)
    row = insert(
        "calls", pbx="office", linkedid=f"staff.{number}", start_second=moment // 1_000, direction=direction, caller_number="9161110000",
        dialled=did, caller_phone=caller_phone, queue="service", started_at=moment, ended_at=moment + 90_000,
        result="answered" if answered else "missed" if direction == "inbound" else "unanswered",
    )
    for ordinal, (phone, ring, talk, hold) in enumerate(legs):
        insert(
            "call_legs", call_id=row, ordinal=ordinal, party_kind="phone", party=phone, state="released", state_since=moment, called_at=moment,
            rang_at=moment, answered_at=moment + ring * 1_000 if talk else None, left_at=moment + (ring + talk + hold) * 1_000,
            talk_ms=talk * 1_000, hold_ms=hold * 1_000, consult_ms=0, result="answered" if talk else "no_answer", is_exact=1,
        )
    insert_listed = (
        "INSERT INTO listed_calls (direction, started_at, call_id, result, is_transferred, queue, did_key, phones, users, departments, "
        "reached_users, reached_departments) SELECT direction, started_at, id, result, 0, queue, ?, '', '', '', '', '' FROM calls WHERE id = ?"
    )
    business.change(insert_listed, did if direction == "inbound" else None, row)


def take_back():
    mine = "SELECT id FROM calls WHERE linkedid LIKE 'staff.%'"
    ours = "SELECT id FROM contacts WHERE number IN ('P0', 'P1', 'P2')"
    users = "SELECT id FROM users WHERE name IN ('staff0', 'staff1')"
    for statement in [
        f"DELETE FROM listed_calls WHERE call_id IN ({mine})", f"DELETE FROM call_legs WHERE call_id IN ({mine})",
        "DELETE FROM calls WHERE linkedid LIKE 'staff.%'", f"DELETE FROM reminders WHERE contact_id IN ({ours})",
        f"DELETE FROM documents WHERE contact_id IN ({ours})", f"DELETE FROM contacts WHERE id IN ({ours})",
        f"DELETE FROM person_states WHERE user_id IN ({users})", f"DELETE FROM seatings WHERE user_id IN ({users})",
        f"DELETE FROM employees WHERE user_id IN ({users})", f"DELETE FROM users WHERE id IN ({users})",
        "DELETE FROM departments WHERE name = 'Отдел записи'",
    ]:
        business.change(statement)


@pytest.fixture()
def june(pbx):
    """Two people and their day, taken back afterwards: others count people."""
    business.stand_up()
    take_back()
    department = insert("departments", name="Отдел записи")
    people = {}
    for place, name in enumerate([NINA, ANTON]):
        user = insert("users", name=f"staff{place}", display_name=name, password_hash="", created_at=0)
        employee = insert("employees", name=name, user_id=user, department_id=None if place else department)
        insert("seatings", phone=f"097{place}", user_id=user, since=at(-200), until=at(400))
        people[name] = (user, employee)
    user, employee = people[NINA]
    call(1, "inbound", DIDS[0], [("0970", 5, 60, 10), ("0971", 5, 0, 0)])
    call(2, "inbound", DIDS[1], [("0970", 20, 0, 0)])
    call(3, "outbound", "9161110000", [], caller_phone="0970")
    hour = 0
    for status, activity, minutes in [
        ("available", "none", 120), ("available", "talking", 30), ("available", "wrap_up", 15), ("away", "none", 60), ("available", "none", 195),
    ]:
        insert("person_states", user_id=user, status=status, activity=activity, since=at(0, hour), until=at(0, hour + minutes))
        hour += minutes
    contacts = [
        insert("contacts", state="registered", number=f"P{place}", at=at(2, place), registered_at=at(2, place), registrar_id=user, person_name="Надежда")
        for place in range(3)
    ]
    business.change(
        "UPDATE contacts SET handed_at = ?, taken_at = ?, processed_at = ?, responsible_id = ?, has_appointment = 1 WHERE id = ?",
        at(3), at(3, 10), at(4, 10), employee, contacts[0],
    )
    business.change("UPDATE contacts SET handed_at = ?, responsible_id = ? WHERE id = ?", at(3), employee, contacts[1])
    for kind, number in [("repair_request", "PZ1"), ("work_order", "PN1")]:
        insert("documents", kind=kind, number=number, at=at(5), contact_id=contacts[0], is_open=0)
    for due, done in [(at(5), at(5, 5)), (at(6), None)]:
        insert(
            "reminders", contact_id=contacts[0], employee_id=employee, text="Перезвонить", due_at=due, made_at=at(2), told_at=due, done_at=done,
            escalated_at=due,
        )
    yield
    take_back()


def row(page, name):
    return page.locator("table.report tbody tr").filter(has=page.locator("th", has_text=name)).first


def figures(line):
    return [cell.strip() for cell in line.locator("td").all_inner_texts()]


def open_report(reader, query="", **settings):
    page = reader.open(f"/reports/staff?{DAYS}{query}", **settings)
    wait_until(lambda: page.locator("table.report").count() or (page.reload() and False), seconds=30)
    return page


def test_s3_10_s3_35_calls_time_contacts_and_call_backs_of_each_person(june, reader, picture):
    page = open_report(reader)
    expect(page.locator("nav.side a[aria-current=page]")).to_contain_text("Сотрудники")
    assert figures(row(page, "Зуева")) == [
        "2", "1", "50,00", "0:05", "1:00", "0:10", "15:00", "16:10", "1",
        "7:00:00", "1:00:00", "12,50",
        "3", "1", "1",
        "2", "1", "10:00", "1:10:00", "1", "",
        "2", "1", "50,00",
    ]
    assert figures(row(page, ANTON))[:9] == ["1", "", "0,00", "", "", "", "", "", ""]
    # A name is text, whatever stands in it.
    expect(row(page, NINA).locator("b")).to_have_count(0)
    heading = page.locator("table.report thead a.sort", has_text="Занятость")
    expect(heading).to_have_attribute("title", re.compile("перерывы"))
    picture(page, "report-staff")


def test_each_number_of_a_person_leads_to_the_list_behind_it(june, reader, picture):
    page = open_report(reader)
    listed = page.locator("tbody tr[data-row]")
    # Offered, registered, given, due.
    for place, count, target in [(0, 2, "/calls/"), (12, 3, "/contacts/"), (13, 1, "/documents/"), (15, 2, "/contacts/"), (21, 2, "/contacts/")]:
        row(page, "Зуева").locator("td").nth(place).locator("a").click()
        expect(page.locator("[data-count]")).to_have_attribute("data-count", str(count))
        expect(listed).to_have_count(count)
        picture(page, f"report-rows-staff-{place}")
        assert target in listed.first.get_by_role("link").first.get_attribute("href")
        page.goto(f"{reader.url}/reports/staff?{DAYS}")
    row(page, "Зуева").locator("td").nth(0).locator("a").click()
    listed.first.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(r"/calls/"))


def test_the_load_by_department_number_queue_weekday_and_hour(june, reader, picture):
    page = open_report(reader)
    for name, key, figure in [
        ("Отдел сотрудника", "Отдел записи", ["2", "1"]), ("Очередь", "service", ["3", "1"]), ("День недели", "Ср", ["3", "1"]),
        ("Час", "11:00", ["3", "1"]), ("Городской номер", "646-71-71", ["2", "1"]),
    ]:
        page.locator("summary", has_text="Группировка").click()
        page.get_by_role("link", name=name, exact=True).click()
        expect(page.locator("table.report thead th").first).to_contain_text(f"{name} / Сотрудник")
        assert figures(row(page, key))[:2] == figure, name
    # Below the number those who served it.
    names = [name.strip() for name in page.locator("table.report tbody tr th").all_inner_texts()]
    place = next(place for place, name in enumerate(names) if "646-71-71" in name)
    assert sorted(names[place + 1 : place + 3]) == sorted([NINA, ANTON])
    picture(page, "report-staff-numbers")
    # Time and reminders know no queue: what cannot be said of one stands apart.
    page.goto(f"{reader.url}/reports/staff?{DAYS}&by=queue")
    assert figures(row(page, "Рабочее время"))[9:11] == ["7:00:00", "1:00:00"]
    assert figures(row(page, "service"))[7] == ""


def test_a_person_and_a_department_are_filters(june, reader):
    employee = business.rows("SELECT id FROM employees WHERE name = ?", ANTON)[0]["id"]
    page = open_report(reader, f"&employee=e{employee}")
    assert figures(page.locator("table.report tfoot tr"))[:2] == ["1", "0"]
    expect(row(page, "Зуева")).to_have_count(0)
    department = business.rows("SELECT id FROM departments WHERE name = 'Отдел записи'")[0]["id"]
    page.goto(f"{reader.url}/reports/staff?{DAYS}&team={department}")
    assert figures(page.locator("table.report tfoot tr"))[:2] == ["2", "1"]
    expect(row(page, ANTON)).to_have_count(0)
    expect(page.locator(".chip.set")).to_have_count(2)


def test_it_is_taken_away_as_a_file_with_the_same_figures(june, reader):
    page = open_report(reader, person="admin")
    answer = page.request.get(f"{reader.url}/reports/staff.json?{DAYS}")
    assert answer.status == 200
    text = answer.text()
    assert "occupancy" in text and "Зуева" in text
    assert page.request.get(f"{reader.url}/reports/staff.xlsx?{DAYS}").status == 200


def test_g_and_g_lead_there_and_who_may_not_read_reports_does_not_see_it(june, reader):
    page = reader.open("/card?extension=0111")
    page.keyboard.press("g")
    page.keyboard.press("g")
    page.wait_for_url("**/reports/staff")
    operator = reader.open("/card", "operator")
    assert operator.goto(reader.url + "/reports/staff").status == 403
    reader.complaints.clear()


@pytest.mark.parametrize("theme, width", [("dark", 1440), ("light", 360)])
def test_the_report_in_the_other_theme_and_on_a_narrow_page(june, reader, picture, theme, width):
    page = open_report(reader, color_scheme=theme, viewport={"width": width, "height": 900})
    expect(page.locator("[data-chart] canvas").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(page, f"report-staff-{theme}-{width}")
