"""Calls and the PBX's own records of a day held against each other: a record that belongs to no call is shown."""

import os
import sqlite3
import uuid

import pytest
from playwright.sync_api import expect


@pytest.fixture()
def stray():
    """A record of a day on which nobody called, which belongs to no call."""
    number = uuid.uuid4().hex[:8]
    database = sqlite3.connect(os.environ["PRIYOM_TEST_DATABASE"], timeout=20)
    names = "accountcode src dst dcontext clid channel dstchannel lastapp lastdata start answer duration billsec disposition amaflags"
    names = names.split() + ["userfield", "uniqueid", '"end"']
    values = {name: "" for name in names} | {
        "src": "89265550144",
        "clid": "<b>Ivan</b>",
        "channel": f"PJSIP/trunk-{number}",
        "start": "2026-04-03 15:02:00",
        '"end"': "2026-04-03 15:03:00",
        "lastapp": "Dial",
        "disposition": "ANSWERED",
        "uniqueid": f"1775217720.{number}",
    }
    columns = ", ".join(["pbx"] + list(values))
    places = ", ".join("?" * (len(values) + 1))
    with database:
        database.execute(f"INSERT INTO cdrs ({columns}) VALUES ({places})", ["office"] + list(values.values()))
    yield f"PJSIP/trunk-{number}"
    with database:
        database.execute("DELETE FROM cdrs WHERE channel = ?", [f"PJSIP/trunk-{number}"])
    database.close()


def test_s4_5_a_record_without_a_call_is_found_by_its_day(stray, reader, picture):
    page = reader.open("/reconciliation", "supervisor")
    page.get_by_role("link", name="Звонки и записи АТС (CDR)").click()
    page.get_by_label("День").fill("2026-04-03")
    page.get_by_role("button", name="Показать").click()
    row = page.locator("tbody tr").filter(has_text=stray)
    expect(row).to_contain_text("<b>Ivan</b>")
    expect(page.locator("main")).to_contain_text("Записи CDR без звонка: 1")
    picture(page, "record-gaps")
    page.set_viewport_size({"width": 360, "height": 780})
    picture(page, "record-gaps-narrow")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.goto(reader.url + "/reconciliation/records?day=2026-04-01")
    expect(page.locator("main")).not_to_contain_text(stray)
