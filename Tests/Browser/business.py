"""A small business behind the pages: branches, people, makes, clients with cars, written into the server's database."""

import os
import sqlite3
import time

MASTERS = [("Карканица Сергей", "0201", "3 Кузовной"), ("Рожин Олег Юрьевич", "0202", "2 Слесарный")]
CONSULTANTS = [("Матвеев Роман", "0204", "Отдел з/ч"), ("Соколова Ирина", None, "Отдел з/ч"), ("Третьяков Дмитрий", "0209", "Отдел з/ч")]
# Name, number, plate, make, model, year.
CLIENTS = [
    ("Штыльков Виталий Петрович", "+79037906350", "А482ОР97", "MAZDA", "MPV", 2001),
    ("Мельник Александр", "+79687929071", "Т715КС177", "VOLVO", "XC90", 2008),
    # Gets a second car from a test, so nobody else counts on the first.
    ("Ольшанский Пётр", "+79687929072", "Т716КС177", "VOLVO", "XC60", 2012),
]


def stand_up():
    """Once for a server; a second time changes nothing."""
    database = sqlite3.connect(os.environ["PRIYOM_TEST_DATABASE"], timeout=20)
    with database:
        if database.execute("SELECT 1 FROM employees WHERE name = ?", [MASTERS[0][0]]).fetchone():
            return
        add = lambda table, **columns: database.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", list(columns.values())
        ).lastrowid
        branch = add("branches", name="Автозаводская", directions="Метро «Автозаводская», последний вагон, 300 метров прямо")
        master = add("job_positions", name="Мастер-консультант", is_service_advisor=1)
        parts = add("departments", name="Отдел з/ч", branch_id=branch)
        for name, phone, workshop in MASTERS:
            place = add("workshops", name=workshop, branch_id=branch)
            add("employees", name=name, phone=phone, workshop_id=place, job_position_id=master, work_schedule="пн-пт 9:00-21:00")
        for name, phone, _ in CONSULTANTS:
            add("employees", name=name, phone=phone, department_id=parts, mobile="+79161234567")
        for name, number, plate, make, model, year in CLIENTS:
            client = add("clients", kind="person", name=name, client_type="private")
            # As the program writes it: each word with two spaces before it.
            words = "".join(f"  {word}" for word in name.lower().split()) + "  "
            add("client_search", client_id=client, place=client, text=words)
            add("client_phones", client_id=client, ordinal=0, kind="contact", number=number, number_key=number)
            known = database.execute("SELECT id FROM vehicle_makes WHERE name = ?", [make]).fetchone()
            make_id = known[0] if known else add("vehicle_makes", name=make)
            known = database.execute("SELECT id FROM vehicle_models WHERE make_id = ? AND name = ?", [make_id, model]).fetchone()
            model_id = known[0] if known else add("vehicle_models", make_id=make_id, name=model)
            add("vehicles", owner_id=client, plate_number=plate, make_id=make_id, model_id=model_id, year=year)


def quality_contact(client, score):
    """A registered contact in which this client was asked how content they are."""
    stand_up()
    database = sqlite3.connect(os.environ["PRIYOM_TEST_DATABASE"], timeout=20)
    with database:
        one = lambda statement, *values: (database.execute(statement, values).fetchone() or [None])[0]
        reason = one("SELECT id FROM reasons WHERE code = 'quality'") or database.execute(
            "INSERT INTO reasons (code, category, registry_caption, route, place) VALUES ('quality', 'feedback', 'Контроль качества', 'finish', 20)"
        ).lastrowid
        number = f"Q{int(time.time() * 1_000) % 100_000_000:08}"
        moment = int(time.time() * 1_000)
        contact = database.execute(
            "INSERT INTO contacts (state, number, at, registered_at, reason_id, client_id) VALUES ('registered', ?, ?, ?, ?, ?)",
            [number, moment, moment, reason, one("SELECT id FROM clients WHERE name = ?", client)],
        ).lastrowid
        database.execute("INSERT INTO contact_answers (contact_id, name, answer) VALUES (?, 'score', ?)", [contact, str(score)])
    database.close()


def change(statement, *values):
    database = sqlite3.connect(os.environ["PRIYOM_TEST_DATABASE"], timeout=20)
    with database:
        database.execute(statement, values)
    database.close()


def link(user, employee):
    """The employee who is this user, so that reminders reach somebody who may log in."""
    if not rows("SELECT 1 FROM employees JOIN users ON users.id = user_id WHERE users.name = ?", user):
        change("INSERT INTO employees (name, user_id) SELECT ?, id FROM users WHERE name = ?", employee, user)


def hang_script(body, channel):
    """A script of its own that contacts of this channel begin with."""
    change("INSERT INTO scripts (code) VALUES (NULL)")
    script = rows("SELECT max(id) AS id FROM scripts")[0]["id"]
    change("INSERT INTO script_versions (script_id, ordinal, body, made_at) VALUES (?, 1, ?, 1)", script, body)
    change(
        "INSERT INTO script_uses (script_id, channel_id) SELECT ?, id FROM contact_channels WHERE code = ? "
        "ON CONFLICT (channel_id) DO UPDATE SET script_id = excluded.script_id",
        script, channel,
    )


def registered(works):
    """A registered contact of a caller in no directory. Returns its id."""
    moment = int(time.time() * 1_000)
    number = f"W{moment % 100_000_000:08}"
    change(
        "INSERT INTO contacts (state, number, at, registered_at, person_name, contact_phone, works, registrar_id) "
        "SELECT 'registered', ?, ?, ?, 'Надежда', '8 916 111-00-00', ?, id FROM users WHERE name = 'operator'",
        number, moment, moment, works,
    )
    return rows("SELECT id FROM contacts WHERE number = ?", number)[0]["id"]


def remind(employee, text, due):
    """A reminder to call the client of a contact that the operator has registered."""
    moment = int(time.time() * 1_000)
    number = f"R{moment % 100_000_000:08}"
    change(
        "INSERT INTO contacts (state, number, at, registered_at, person_name, registrar_id) "
        "SELECT 'registered', ?, ?, ?, 'Надежда', id FROM users WHERE name = 'operator'",
        number, moment, moment,
    )
    change(
        "INSERT INTO reminders (contact_id, employee_id, text, phone, due_at, made_at) "
        "SELECT contacts.id, employees.id, ?, '8 916 111-00-00', ?, ? FROM contacts, employees WHERE number = ? AND employees.name = ?",
        text, due, moment, number, employee,
    )


def rows(statement, *values):
    database = sqlite3.connect(os.environ["PRIYOM_TEST_DATABASE"], timeout=20)
    database.row_factory = sqlite3.Row
    try:
        return database.execute(statement, values).fetchall()
    finally:
        database.close()


def contact(number):
    """A registered contact by its number, with the names of what it points at."""
    found = rows(
        """
        SELECT contacts.*, reasons.registry_caption AS reason, employees.name AS responsible, clients.name AS client
        FROM contacts LEFT JOIN reasons ON reasons.id = contacts.reason_id
            LEFT JOIN employees ON employees.id = contacts.responsible_id
            LEFT JOIN clients ON clients.id = contacts.client_id
        WHERE contacts.number = ?
        """,
        number,
    )
    return found[0]
