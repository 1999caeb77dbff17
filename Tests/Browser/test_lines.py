"""Use of outside lines: how many at once, how long, how often in vain."""

import datetime

import pytest
from playwright.sync_api import expect

import business
from conftest import wait_until

# A month in which nothing else happens.
DAY = datetime.datetime(2020, 9, 9, 9, tzinfo=datetime.timezone.utc)
DAYS = "from=2020-09-01&to=2020-09-30"


@pytest.fixture()
def september(pbx):
    """Two calls that came in at once, and three numbers that were called, one of them in vain; once for a server."""
    business.stand_up()
    if business.rows("SELECT id FROM calls WHERE linkedid = 'lines.1'"):
        return
    moment = int(DAY.timestamp() * 1_000)

    def call(number, direction, after, length, trunk=None):
        business.change(
            "INSERT INTO calls (pbx, linkedid, start_second, direction, started_at, ended_at, trunk) VALUES ('lines', ?, 1, ?, ?, ?, ?)",
            f"lines.{number}", direction, moment + after, moment + after + length, trunk,
        )
        return business.rows("SELECT id FROM calls WHERE linkedid = ?", f"lines.{number}")[0]["id"]

    call(1, "inbound", 0, 120_000, "beeline")
    call(2, "inbound", 60_000, 120_000, "beeline")
    for number, trunk, result in [(3, "beeline", "answered"), (4, "mts", "busy"), (5, "mts", "answered")]:
        after = number * 100_000
        row = call(number, "outbound", after, 60_000)
        business.change(
            "INSERT INTO call_legs (call_id, ordinal, party_kind, party, state, state_since, called_at, left_at, talk_ms, hold_ms, "
            "consult_ms, result, is_exact, trunk) VALUES (?, 0, 'outside', '89161234567', 'released', ?, ?, ?, 0, 0, 0, ?, 1, ?)",
            row, moment + after + 60_000, moment + after, moment + after + 60_000, result, trunk,
        )


def figures(line):
    return [cell.strip() for cell in line.locator("td").all_inner_texts()]


def open_report(reader, query="", **settings):
    page = reader.open(f"/reports/lines?{DAYS}{query}", **settings)
    wait_until(lambda: page.locator("table.report").count() or (page.reload() and False), seconds=30)
    return page


def test_s4_12_lines_in_use_at_once_how_long_and_how_often_in_vain(september, reader, picture):
    page = open_report(reader)
    rows = page.locator("table.report tbody tr")
    expect(rows).to_have_count(2)
    # At once, in use; outbound uses, refused, in percent, on the average; inbound uses, on the average.
    assert figures(rows.filter(has_text="beeline")) == ["2", "5:00", "1", "", "0,00", "1:00", "2", "2:00"]
    assert figures(rows.filter(has_text="mts")) == ["1", "2:00", "2", "1", "50,00", "1:00", "", ""]
    assert figures(page.locator("table.report tfoot tr"))[:5] == ["2", "7:00", "3", "1", "33,33"]
    picture(page, "report-lines")
    page.locator("summary", has_text="Группировка").click()
    page.get_by_role("link", name="Час", exact=True).click()
    expect(page.locator("table.report tbody tr")).to_have_count(1)
    picture(page, "report-lines-hours")


@pytest.mark.parametrize("theme, width", [("dark", 1440), ("light", 360)])
def test_lines_in_the_other_theme_and_on_a_narrow_page(september, reader, picture, theme, width):
    page = open_report(reader, color_scheme=theme, viewport={"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(page, f"report-lines-{theme}-{width}")


def test_g_and_1_lead_there(september, reader):
    page = reader.open("/card?extension=0111")
    page.keyboard.press("g")
    page.keyboard.press("1")
    page.wait_for_url("**/reports/lines")
