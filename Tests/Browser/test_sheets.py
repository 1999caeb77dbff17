"""Lists and reports taken away as files, read again by openpyxl and by LibreOffice; and printed."""

import csv
import datetime
import io
import subprocess

import openpyxl
import pytest
from playwright.sync_api import expect

import business
from conftest import wait_until

# A month in which nothing else happens, and a clock of no summer time: 15:00 in Moscow.
DAY = datetime.datetime(2020, 5, 12, 12, tzinfo=datetime.timezone.utc)
DAYS = "from=2020-05-01&to=2020-05-31"
HOSTILE = ["=HYPERLINK(\"http://127.0.0.1\";\"сюда\")", "+7 916 111", "-5", "@SUM(1)", "<b>жирный</b> & \"кавычки\"", "a;b\nв две строки", "Илья"]


@pytest.fixture()
def may(pbx):
    """Contacts of two branches and two reasons, whose people have names that no spreadsheet may carry out; once for a server."""
    business.stand_up()
    if business.rows("SELECT id FROM contacts WHERE number = 'X0'"):
        return
    business.change("INSERT INTO branches (name) VALUES ('Майская')")
    branches = [row["id"] for row in business.rows("SELECT id FROM branches WHERE name IN ('Автозаводская', 'Майская') ORDER BY name")]
    moment = int(DAY.timestamp() * 1_000)
    number = 0
    for branch, reason, novelty, status, count in [(0, 1, "first_time", 0, 5), (0, 2, "repeat", 0, 3), (1, 1, "repeat", 1, 4)]:
        for _ in range(count):
            business.change(
                "INSERT INTO contacts (state, number, at, registered_at, branch_id, reason_id, novelty, is_status_inquiry, is_inquiry, "
                "person_name, caller_number, caller_key) VALUES ('registered', ?, ?, ?, ?, ?, ?, ?, 1, ?, '9161234567', '+79161234567')",
                f"X{number}", moment + number * 60_000, moment, branches[branch], reason, novelty, status, HOSTILE[number % len(HOSTILE)],
            )
            number += 1


def open_report(reader, person="admin", **settings):
    page = reader.open(f"/reports/statistics?{DAYS}", person, **settings)
    wait_until(lambda: page.locator("table.report").count() or (page.reload() and False), seconds=30)
    return page


def take(page, name, folder):
    """Presses a button that takes something away. Returns the file."""
    with page.expect_download() as download:
        page.locator(".sheets").get_by_role("link", name=name).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    expect(page.locator(".toast.good")).to_contain_text(path.name)
    return path


def converted(path):
    """The rows of an XLSX as LibreOffice reads it."""
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{path.parent}/office", "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):59,34,76",
         "--outdir", str(path.parent), str(path)],
        check=True, capture_output=True, timeout=120,
    )
    text = path.with_suffix(".csv").read_text(encoding="utf-8")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_s2_17_a_report_as_excel_has_its_figures_bands_and_groups(may, reader, tmp_path):
    page = open_report(reader)
    path = take(page, "Excel", tmp_path)
    assert path.name == "Статистика по входящим контактам 2020-05-01—2020-05-31.xlsx"
    sheet = openpyxl.load_workbook(path).active
    assert sheet["A1"].value == "Статистика по входящим контактам"
    assert sheet["A2"].value == "01.05 – 31.05.2020"
    heads = [cell.value for cell in sheet[5]]
    assert heads == ["Подразделение / Причина обращения", "Количество всего", "из них первичные", "из них повторные", "«по статусу»", "продолжения", "непринятые", "% потери звонков"]
    assert {str(merged) for merged in sheet.merged_cells.ranges} == {"B4:F4", "G4:H4"}
    assert (sheet["B4"].value, sheet["G4"].value) == ("Звонков", "Пропущено")
    assert sheet.freeze_panes == "B6"
    assert sheet.print_title_rows == "$4:$5"
    assert sheet.page_setup.orientation == "landscape"
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=6)}
    assert [cell.value for cell in rows["Автозаводская"][1:6]] == [8, 5, 3, 0, 0]
    assert [cell.value for cell in rows["Итого"][1:6]] == [12, 5, 7, 4, 0]
    loss = rows["Итого"][7]
    assert (loss.value, loss.number_format) == (0, "0.00%")
    assert all(isinstance(cell.value, (int, float)) for cell in rows["Итого"][1:])
    assert sheet.row_dimensions[rows["Автозаводская"][0].row].outlineLevel == 0
    inner = rows["Автозаводская"][0].row + 1
    assert sheet.row_dimensions[inner].outlineLevel == 1
    assert rows["Автозаводская"][0].font.bold and not sheet.cell(inner, 1).font.bold
    # LibreOffice shows what the page shows.
    shown = {row[0]: row for row in converted(path) if row}
    assert shown["Итого"][1:] == ["12", "5", "7", "4", "0", "0", "0.00%"]


def test_s2_17_s2_22_the_registry_as_excel_with_its_filters(may, reader, tmp_path, picture):
    page = reader.open(f"/registry?{DAYS}&sort=number", "admin")
    expect(page.locator("tbody tr[data-row]")).to_have_count(12)
    picture(page, "sheets-registry")
    path = take(page, "Excel", tmp_path)
    picture(page, "sheets-registry-saved")
    assert path.name == "Реестр 2020-05-01—2020-05-31.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book.active
    lines = list(sheet.iter_rows(values_only=True))
    place = next(place for place, line in enumerate(lines) if line[0] == "Номер")
    heads, rows = lines[place], lines[place + 1:]
    column = {name: number for number, name in enumerate(heads)}
    assert sorted(row[0] for row in rows) == sorted(f"X{number}" for number in range(12))
    first = next(row for row in rows if row[0] == "X0")
    assert first[column["Дата"]] == datetime.datetime(2020, 5, 12, 15 - offset(page), 0)
    names = {row[0]: row[column["Контакт"]] for row in rows}
    assert [names[f"X{number}"] for number in range(7)] == HOSTILE
    # Nothing that is carried out, nothing that leads away.
    assert all(cell.data_type != "f" and cell.hyperlink is None for row in sheet.iter_rows() for cell in row)
    assert sheet.freeze_panes == f"B{place + 2}"
    assert sheet.auto_filter.ref.startswith(f"A{place + 1}:")
    shown = {row[0]: row for row in converted(path) if row}
    assert [shown[f"X{number}"][column["Контакт"]] for number in range(7)] == HOSTILE
    # The list behind a number.
    page = open_report(reader)
    page.locator("table.report tbody tr", has_text="Автозаводская").first.locator("td a").nth(1).click()
    expect(page.locator("tbody tr[data-row]")).to_have_count(5)
    path = take(page, "Excel", tmp_path)
    numbers = [row[0] for row in openpyxl.load_workbook(path).active.iter_rows(values_only=True)]
    assert [number for number in numbers if number and number.startswith("X")] == ["X4", "X3", "X2", "X1", "X0"]


def offset(page):
    """By how many hours the business's clock is behind Moscow's."""
    return 0 if page.locator("body").get_attribute("data-zone") == "Europe/Moscow" else 3


def test_s2_22_the_list_behind_a_figure_as_excel(may, reader, tmp_path, picture):
    page = reader.open(f"/reports/hours?{DAYS}", "admin")
    wait_until(lambda: page.locator("table.report").count() or (page.reload() and False), seconds=30)
    page.locator("table.report tbody tr", has_text="15:00").locator("td a").first.click()
    expect(page.locator("[data-count]")).to_have_attribute("data-count", "12")
    path = take(page, "Excel", tmp_path)
    assert path.name == "По времени суток. Контакты 1500 2020-05-01—2020-05-31.xlsx"
    sheet = openpyxl.load_workbook(path).active
    assert sheet["A1"].value == "По времени суток. Контакты: 15:00"
    rows = list(sheet.iter_rows(values_only=True))
    head = next(place for place, values in enumerate(rows) if values[0] == "Номер")
    assert len(rows) - head - 1 == 12
    assert rows[head][1] == "Дата"
    names = {values[2] for values in rows[head + 1:]}
    assert names <= set(HOSTILE) | {name.replace("\n", " ") for name in HOSTILE}
    assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)
    assert len(converted(path)) >= 12


def test_the_registry_as_csv_for_a_russian_excel(may, reader, tmp_path):
    page = reader.open(f"/registry?{DAYS}", "admin")
    path = take(page, "CSV", tmp_path)
    text = path.read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf") and len(rows) == 13
    place = rows[0].index("Контакт")
    by_number = {row[0]: row for row in rows[1:]}
    assert [by_number[f"X{number}"][place] for number in range(4)] == ["'" + name for name in HOSTILE[:4]]
    assert by_number["X5"][place] == HOSTILE[5]


def test_without_scripts_the_links_lead_to_the_files(may, reader, tmp_path):
    page = reader.open(f"/registry?{DAYS}", "admin", java_script_enabled=False)
    with page.expect_download() as download:
        page.locator(".sheets").get_by_role("link", name="Excel").click()
    assert download.value.suggested_filename == "Реестр 2020-05-01—2020-05-31.xlsx"
    download.value.save_as(tmp_path / "plain.xlsx")
    assert openpyxl.load_workbook(tmp_path / "plain.xlsx").active["A1"].value == "Реестр входящих контактов"


def test_a_file_that_breaks_off_is_told_and_not_saved(may, reader):
    page = reader.open(f"/registry?{DAYS}", "admin")
    page.route("**/registry.xlsx*", lambda route: route.fulfill(
        status=200, headers={"Content-Type": "application/x-sheet-with-progress"},
        body='{"rows":12}\n{"rows":12,"name":"a.xlsx","size":9000}\nPK',
    ))
    page.locator(".sheets").get_by_role("link", name="Excel").click()
    expect(page.locator(".toast.bad")).to_contain_text("записать не удалось")
    expect(page.locator(".sheets a[aria-busy]")).to_have_count(0)


def test_s2_18_only_administrators_take_lists_away(may, reader):
    for path in ("/registry", "/missed", "/calls", "/register", "/reports/statistics"):
        page = reader.open(path, "supervisor")
        expect(page.locator("h1")).to_be_visible()
        assert page.locator(".sheets").count() == 0
    for path in ("/registry.xlsx", "/calls.csv", "/reports/statistics.json"):
        assert page.goto(reader.url + path).status == 403
    reader.complaints.clear()


@pytest.mark.parametrize("path", ["/missed", "/calls", "/register", "/journal"])
def test_other_lists_are_taken_away_the_same_way(may, reader, tmp_path, picture, path):
    page = reader.open(f"{path}?period=7days", "admin")
    picture(page, f"sheets{path.replace('/', '-')}")
    if page.locator(".sheets").count() == 0:
        pytest.fail("there is no button")
    sheet = openpyxl.load_workbook(take(page, "Excel", tmp_path)).active
    assert sheet["A1"].value == page.locator("h1").inner_text().strip()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_report_prints_on_a4(may, reader, picture, tmp_path, theme):
    page = open_report(reader, color_scheme=theme)
    expect(page.locator("[data-chart] canvas")).to_be_visible()
    printed = []
    page.expose_function("notePrinting", lambda: printed.append(True))
    page.evaluate("window.print = () => notePrinting()")
    page.get_by_role("button", name="Печать").click()
    wait_until(lambda: printed)
    pdf = page.pdf(prefer_css_page_size=True, path=tmp_path / "report.pdf")
    # Across an A4 sheet, in points.
    assert b"/MediaBox [0 0 842" in pdf or b"/MediaBox [0 0 841" in pdf
    page.emulate_media(media="print")
    for hidden in ("nav.side", "header.topbar", ".sheets", "footer.statusline"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator("table.report tbody tr").first).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('table.report thead')).display") == "table-header-group"
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
    picture(page, f"sheets-print-{theme}")


@pytest.mark.parametrize("theme, width", [("dark", 1440), ("light", 360)])
def test_the_buttons_in_the_other_theme_and_on_a_narrow_page(may, reader, picture, theme, width):
    settings = {"color_scheme": theme, "viewport": {"width": width, "height": 900}}
    for path in (f"/registry?{DAYS}", "/missed", "/calls"):
        page = reader.open(path, "admin", **settings)
        expect(page.locator(".sheets")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        picture(page, f"sheets{path.split('?')[0].replace('/', '-')}-{theme}-{width}")
    page = open_report(reader, **settings)
    expect(page.locator("[data-chart] canvas").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(page, f"sheets-report-{theme}-{width}")
