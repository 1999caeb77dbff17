"""Reports: the figures on the screen, the list behind each number, folding, order, periods, the picture over time."""

import datetime
import re

import pytest
from playwright.sync_api import expect

import business
from conftest import wait_until

# A month in which nothing else happens.
DAY = datetime.datetime(2021, 3, 10, 9, tzinfo=datetime.timezone.utc)
DAYS = "from=2021-03-01&to=2021-03-31"


@pytest.fixture()
def march(pbx):
    """Contacts of two branches and five reasons, with appointments and arrivals; once for a server."""
    business.stand_up()
    if business.rows("SELECT id FROM contacts WHERE number = 'R0'"):
        return
    business.change("INSERT INTO branches (name) VALUES ('Варшавская')")
    branches = [row["id"] for row in business.rows("SELECT id FROM branches WHERE name IN ('Автозаводская', 'Варшавская') ORDER BY name")]
    employee = business.rows("SELECT id FROM employees WHERE name = 'Рожин Олег Юрьевич'")[0]["id"]
    moment = int(DAY.timestamp() * 1_000)
    number = 0
    # Branch, reason, novelty, by status, continuation, how many.
    for branch, reason, novelty, status, base, count in [
        (0, 1, "first_time", 0, 0, 5), (0, 2, "repeat", 0, 0, 3), (0, 3, "repeat", 0, 0, 2), (0, None, "repeat", 0, 0, 1),
        (0, 11, "neither", 1, 1, 2), (1, 1, "first_time", 0, 0, 4), (1, 5, "neither", 1, 0, 1),
    ]:
        for _ in range(count):
            business.change(
                "INSERT INTO contacts (state, number, at, registered_at, branch_id, reason_id, novelty, is_status_inquiry, base_contact_id, "
                "responsible_id, is_inquiry) VALUES ('registered', ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
                f"R{number}", moment + number * 3_600_000, moment, branches[branch], reason, novelty, status, base or None, employee,
            )
            number += 1
    contact = business.rows("SELECT id FROM contacts WHERE number = 'R0'")[0]["id"]
    for kind, paper in [("repair_request", "RZ1"), ("work_order", "RN1"), ("work_order", "RN2")]:
        business.change(
            "INSERT INTO documents (kind, number, at, contact_id, responsible_id, is_open) VALUES (?, ?, ?, ?, ?, 0)",
            kind, paper, moment + 86_400_000, contact, employee,
        )


def row(page, name):
    return page.locator("table.report tbody tr").filter(has=page.locator("th", has_text=name)).first


def figures(line):
    return [cell.strip() for cell in line.locator("td").all_inner_texts()]


def open_report(reader, name, query="", **settings):
    page = reader.open(f"/reports/{name}?{DAYS}{query}", **settings)
    wait_until(lambda: page.locator("table.report").count() or (page.reload() and False), seconds=30)
    return page


def test_s0_63_contacts_by_type_and_channel_and_over_time(march, reader):
    page = open_report(reader, "statistics")
    for name in ("Тип клиента", "Вид обращения"):
        page.locator("summary", has_text="Группировка").click()
        page.get_by_role("link", name=name, exact=True).click()
        expect(page.locator("table.report thead th").first).to_contain_text(name)
        # Nobody said so of these contacts.
        assert figures(row(page, "не указано"))[:3] == ["18", "9", "6"]
    steps = page.locator("[data-chart] tbody tr")
    # Of the tenth, on which the first twelve of them came: first-time and repeat.
    expect(steps).to_have_count(31)
    assert [cell.strip() for cell in steps.nth(9).locator("td").all_text_contents()][:2] == ["5", "6"]


def test_s0_64_s0_65_inbound_contacts_by_branch_and_reason(march, reader, picture):
    page = open_report(reader, "statistics")
    expect(page.locator("nav.side a[aria-current=page]")).to_contain_text("Статистика")
    heads = page.locator("table.report thead tr").last.locator("th").all_inner_texts()
    assert heads == ["Количество всего", "из них первичные", "из них повторные", "«по статусу»", "продолжения", "непринятые", "% потери звонков"]
    assert figures(row(page, "Автозаводская")) == ["13", "5", "6", "2", "2", "", "0,00"]
    assert figures(row(page, "Услуги частники")) == ["8", "5", "3", "", "", "", ""]
    assert figures(row(page, "Варшавская"))[:5] == ["5", "4", "", "1", ""]
    assert figures(page.locator("table.report tfoot tr"))[:5] == ["18", "9", "6", "3", "2"]
    expect(page.locator("table.report")).to_contain_text("Без причины", ignore_case=True)
    picture(page, "report-statistics")


def test_each_number_leads_to_the_list_behind_it(march, reader, picture):
    page = open_report(reader, "statistics")
    row(page, "Услуги частники").locator("td a").nth(2).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Реестр")
    expect(page.locator("tbody tr[data-row]")).to_have_count(3)
    page.go_back()
    row(page, "Автозаводская").locator("td a").nth(4).click()
    expect(page.locator("tbody tr[data-row]")).to_have_count(2)


def test_groups_fold_by_hand_and_by_key_and_columns_sort(march, reader):
    page = open_report(reader, "statistics")
    inner = row(page, "Услуги частники")
    expect(inner).to_be_visible()
    row(page, "Автозаводская").locator("[data-twist]").click()
    expect(inner).to_be_hidden()
    page.keyboard.press("ArrowRight")
    expect(inner).to_be_visible()
    page.locator("table.report thead a.sort").first.click()
    expect(page.locator("table.report th[aria-sort=descending]")).to_have_count(1)
    assert page.locator("table.report tbody tr[aria-level='1'] th").all_inner_texts() == ["Автозаводская", "Варшавская"]
    page.locator("table.report thead a.sort").first.click()
    assert page.locator("table.report tbody tr[aria-level='1'] th").all_inner_texts() == ["Варшавская", "Автозаводская"]


def test_s0_71_s0_73_s0_74_the_funnel_by_employee(march, reader, picture):
    page = open_report(reader, "funnel")
    found = figures(row(page, "Рожин Олег Юрьевич"))
    # All, first-time, repeat: inquiries, appointments, arrivals, three ratios.
    assert found[:6] == ["18", "1", "2", "5,56", "11,11", "200,00"]
    assert found[6:12] == ["9", "1", "2", "11,11", "22,22", "200,00"]
    assert found[12:] == ["6", "", "", "0,00", "0,00", ""]
    picture(page, "report-funnel")


def test_s0_72_s0_75_positions_employees_workshops_and_their_documents(march, reader, picture):
    page = open_report(reader, "funnel")
    rows = page.locator("table.report tbody tr")
    assert rows.evaluate_all("rows => rows.slice(0, 3).map(row => row.getAttribute('aria-level'))") == ["1", "2", "3"]
    assert [name.strip() for name in rows.locator("th").all_inner_texts()][:3] == ["Мастер-консультант", "Рожин Олег Юрьевич", "не указано"]
    # The documents come when they are asked for: the request, and beneath it what came of it.
    rows.nth(2).locator("[data-twist]").click()
    expect(rows).to_have_count(6)
    names = [" ".join(name.split()) for name in rows.locator("th").all_inner_texts()[3:]]
    assert names[0].startswith("Заявка на ремонт RZ1"), names
    assert names[1].startswith("Заказ-наряд RN1") and names[2].startswith("Заказ-наряд RN2"), names
    assert rows.evaluate_all("rows => rows.slice(3).map(row => row.getAttribute('aria-level'))") == ["4", "5", "5"]
    assert figures(rows.nth(3))[:3] == ["", "1", "2"]
    picture(page, "report-funnel-documents")
    rows.nth(2).locator("[data-twist]").click()
    expect(rows.nth(3)).to_be_hidden()
    # From a figure to its documents, and to one of them.
    rows.nth(0).locator("td a").nth(2).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Заезды: Мастер-консультант")
    listed = page.locator("tbody tr[data-row]")
    expect(listed).to_have_count(2)
    picture(page, "report-rows-documents")
    listed.first.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(r"/documents/\d+$"))


def test_s2_19_by_the_hour_of_the_day(march, reader, picture):
    page = open_report(reader, "hours")
    assert figures(row(page, "12:00"))[0] == "1"
    chart = page.locator("[data-chart][data-of=hour]")
    expect(chart.locator("canvas")).to_be_visible()
    chart.get_by_role("link", name="Линии").click()
    expect(page.locator("[data-chart=lines][data-of=hour] canvas")).to_be_visible()
    picture(page, "report-hours")


def test_s2_20_numbers_or_percent_lines_or_bars(march, reader, picture):
    page = open_report(reader, "statistics")
    chart = page.locator("[data-chart]")
    chart.get_by_role("link", name="Проценты").click()
    assert figures(row(page, "Автозаводская"))[:3] == ["72,22", "55,56", "100,00"]
    assert figures(page.locator("table.report tfoot tr"))[0] == "100,00"
    # Of the tenth: 5 of 9 first-time ones.
    cell = page.locator("[data-chart] tbody tr").nth(9).locator("td").first
    assert cell.text_content().strip() == "55,56"
    chart.get_by_role("link", name="Линии").click()
    expect(page.locator("[data-chart=lines][data-percent] canvas")).to_be_visible()
    picture(page, "report-percent")
    page.locator("[data-chart]").get_by_role("link", name="Друг на друге").click()
    expect(page.locator("[data-chart=stacked] canvas")).to_be_visible()
    page.locator("[data-chart]").get_by_role("link", name="Числа").click()
    assert figures(row(page, "Автозаводская"))[0] == "13"


def test_s2_21_a_number_of_the_table_and_of_the_map_opens_the_list_behind_it(march, reader, picture):
    page = open_report(reader, "hours")
    row(page, "12:00").locator("td a").first.click()
    listed = page.locator("tbody tr[data-row]")
    expect(listed).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_contain_text("12:00")
    expect(page.locator("[data-count]")).to_have_attribute("data-count", "1")
    picture(page, "report-rows")
    page.go_back()
    # All contacts of the tenth and the eleventh of March 2021, a Wednesday and a Thursday.
    cells = page.locator("[data-heat] tbody tr").nth(2).locator("td a")
    expect(cells).to_have_count(12)
    cells.first.click()
    expect(listed).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ср · 12:00")
    listed.first.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(r"/contacts/\d+$"))


@pytest.fixture()
def november(pbx):
    """Leads of two departments by every way, of two qualities, one on a stage of a deal; once for a server."""
    business.stand_up()
    if business.rows("SELECT id FROM contacts WHERE number = 'L0'"):
        return
    for name in ("Отдел продаж", "Отдел сервиса"):
        business.change("INSERT INTO departments (name) VALUES (?)", name)
    departments = [row["id"] for row in business.rows("SELECT id FROM departments WHERE name IN ('Отдел продаж', 'Отдел сервиса') ORDER BY name")]
    business.change("INSERT INTO deals (name, stage_id, created_at) VALUES ('Парк грузовиков', 2, 0)")
    deal = business.rows("SELECT MAX(id) AS id FROM deals")[0]["id"]
    channels = {row["code"]: row["id"] for row in business.rows("SELECT code, id FROM contact_channels")}
    moment = int(datetime.datetime(2020, 11, 11, 12, tzinfo=datetime.timezone.utc).timestamp() * 1_000)
    number = 0
    # Department, quality, channel, came by a call, how many.
    for department, quality, channel, call, count in [
        (0, 1, "phone", True, 4), (0, 2, "web", False, 2), (0, None, "visit", False, 1), (1, 1, "email", False, 3), (1, 1, "visit", False, 1),
    ]:
        for _ in range(count):
            business.change(
                "INSERT INTO contacts (state, number, at, registered_at, department_id, quality_id, channel_id, is_inquiry, pbx, linkedid, "
                "start_second, deal_id) VALUES ('registered', ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?)",
                f"L{number}", moment + number * 60_000, moment, departments[department], quality, channels[channel],
                "lead" if call else None, f"l{number}" if call else None, number if call else None, deal if call else None,
            )
            number += 1
    business.change(
        "INSERT INTO contacts (state, number, at, registered_at, channel_id, is_inquiry) VALUES ('registered', 'L-other', ?, ?, ?, 0)",
        moment, moment, channels["visit"],
    )


def test_s2_1_leads_by_department_quality_and_kind(november, reader, picture):
    page = reader.open("/reports/leads?from=2020-11-01&to=2020-11-30")
    wait_until(lambda: page.locator("table.report").count() or (page.reload() and False), seconds=30)
    expect(page.locator("nav.side a[aria-current=page]")).to_contain_text("Статистика по лидам")
    # The picture: leads of each department, by how they came.
    first = page.locator("[data-chart=stacked][data-of=department]")
    expect(first.locator("canvas")).to_be_visible()
    heads = [cell.strip() for cell in first.locator("thead th").all_text_contents()]
    assert heads[1:] == ["Заведены вручную", "Текстовые заявки", "Входящие", "Исходящие", "Записи"]
    assert [cell.strip() for cell in first.locator("tbody tr").first.locator("td").all_text_contents()] == ["1", "2", "4", "0", "0"]
    departments, qualities = page.locator("table.report").first, page.locator("table.report").nth(1)
    assert figures(departments.locator("tbody tr", has_text="Отдел сервиса"))[:3] == ["4", "1", "3"]
    assert figures(departments.locator("tfoot tr"))[:5] == ["11", "2", "5", "4", "0"]
    assert figures(qualities.locator("tbody tr", has_text="Нецелевой"))[:5] == ["2", "", "2", "", ""]
    assert figures(qualities.locator("tbody tr", has_text="не указано"))[0] == "1"
    picture(page, "report-leads")
    qualities.locator("tbody tr").filter(has=page.get_by_role("rowheader", name="Целевой", exact=True)).locator("td a").nth(1).click()
    expect(page.locator("tbody tr[data-row]")).to_have_count(1)
    page.goto(reader.url + "/reports/leads?from=2020-11-01&to=2020-11-30&by=deal_stage")
    expect(row(page, "Переговоры")).to_be_visible()
    assert figures(row(page, "Переговоры"))[:4] == ["4", "", "", "4"]
    assert figures(row(page, "Без сделки"))[0] == "7"
    page.goto(reader.url + "/reports/leads?from=2020-11-01&to=2020-11-30&quality=1&inquiry_kind=inbound")
    assert figures(page.locator("table.report tfoot tr").first)[0] == "4"
    # Who came and wants nothing is no lead that was entered by hand, in the figure as in the list behind it.
    page.goto(reader.url + "/reports/hours?from=2020-11-01&to=2020-11-30&inquiry_kind=manual")
    total = page.locator("table.report tfoot td a").first
    expect(total).to_have_text("2")
    total.click()
    expect(page.locator("tbody tr[data-row]")).to_have_count(2)


def test_s2_23_the_period_is_split_by_day_week_month_and_year(march, reader):
    page = open_report(reader, "hours", "&novelty=first_time")
    expect(page.locator(".chip.set")).to_have_count(2)
    steps = page.locator("[data-of=time] tbody tr")
    for name, count in [("день", 31), ("неделя", 5), ("месяц", 1), ("год", 1)]:
        page.locator("[data-of=time]").get_by_role("link", name=name, exact=True).click()
        expect(steps).to_have_count(count)
        counts = [cells.split() for cells in steps.locator("td:first-of-type").all_text_contents()]
        assert sum(int("".join(cell) or 0) for cell in counts) == 9
    page.goto(reader.url + "/reports/statistics?from=2021-03-10&to=2021-03-10")
    expect(steps).to_have_count(24)
    # Nine in the morning by Greenwich is noon in Moscow.
    assert [cell.strip() for cell in steps.nth(12).locator("td").all_text_contents()][0] == "1"
    expect(page.locator("[data-of=time] .segmented [aria-current=true]").first).to_have_text("час")
    page.goto(reader.url + "/reports/statistics?" + DAYS)
    assert page.locator("[data-of=time]").get_by_role("link", name="час", exact=True).count() == 0


def test_s4_12_calls_by_weekday_and_hour_and_the_list_behind_each_number(reader, quiet, picture):
    call = quiet.begin("7559998", "84957071339")
    wait_until(lambda: quiet.live_channels > 0, seconds=20)
    quiet.tell(f"hang-up {call}")
    wait_until(lambda: quiet.live_channels == 0, seconds=60)
    page = reader.open("/reports/calls")
    wait_until(lambda: page.locator("table.report tfoot td a").count() or (page.reload() and False), seconds=30)
    total = page.locator("table.report tfoot td a").first
    count = int("".join(total.inner_text().split()))
    assert count > 0
    expect(page.locator("[data-chart][data-of=weekday] canvas")).to_be_visible()
    picture(page, "report-calls")
    total.click()
    expect(page.locator("[data-count]")).to_have_attribute("data-count", re.compile(r"^\d+$"))
    picture(page, "report-rows-calls")
    page.locator("tbody tr[data-row]").first.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(r"/calls/"))
    page.goto(reader.url + "/reports/calls?by=cause")
    expect(page.locator("table.report thead th").first).to_contain_text("Причина")
    picture(page, "report-calls-causes")


def test_s2_2_filters_stand_in_the_address_and_in_words(march, reader):
    page = open_report(reader, "statistics", "&novelty=repeat")
    assert figures(page.locator("table.report tfoot tr"))[2] == "6"
    expect(page.locator(".chip.set")).to_have_count(2)
    # A missed call is neither first-time nor repeat: what cannot be said stands open.
    assert figures(page.locator("table.report tfoot tr"))[0] == ""
    page.locator(".chip .off").click()
    assert figures(page.locator("table.report tfoot tr"))[2] == "6"
    assert figures(page.locator("table.report tfoot tr"))[0] == "18"


def test_s2_2_words_that_were_written_down_narrow_a_report_and_its_lists(march, reader, picture):
    for place, (number, text) in enumerate([("R0", " замена масла"), ("R3", " замена колодок"), ("R7", " масло течёт")]):
        contact = business.rows("SELECT id FROM contacts WHERE number = ?", number)[0]["id"]
        if not business.rows("SELECT text FROM contact_texts WHERE contact_id = ?", contact):
            at = int(DAY.timestamp()) // 60 * 1_024 + place
            business.change("INSERT INTO contact_texts (contact_id, place, text) VALUES (?, ?, ?)", contact, at, text)
    page = open_report(reader, "leads")
    # As long as no answer comes, it says so.
    page.route("**/reports/leads?*text=*", lambda route: route.fulfill(status=204))
    page.locator("summary", has_text="Фильтры").click()
    page.get_by_label("Текст").fill("замена")
    page.get_by_label("Текст").press("Enter", no_wait_after=True)
    expect(page.locator("[data-counting]")).to_be_visible()
    page.unroute("**/reports/leads?*text=*")
    page.get_by_label("Текст").press("Enter")
    expect(page.locator(".chip.set").last).to_contain_text("замена")
    expect(page.locator("[data-counting]")).to_be_hidden()
    picture(page, "report-text")
    assert figures(page.locator("table.report tfoot tr").first)[0] == "2"
    page.locator("table.report tfoot a").first.click()
    expect(page).to_have_url(re.compile("text="))
    expect(page.locator("table tbody tr")).to_have_count(2)
    page.goto(reader.url + f"/reports/leads?{DAYS}&text=%D0%B7")
    expect(page.get_by_role("alert").first).to_contain_text("хотя бы из двух букв")
    reader.complaints.clear()


def test_a_period_without_anything_and_one_too_long_say_so(march, reader):
    page = reader.open("/reports/statistics?from=1999-01-01&to=1999-01-31")
    expect(page.locator(".empty")).to_contain_text("За этот период ничего не было")
    page.goto(reader.url + "/reports/statistics?from=1950-01-01&to=2049-12-31")
    expect(page.get_by_role("alert").first).to_contain_text("366")
    reader.complaints.clear()


@pytest.mark.parametrize("theme, width", [("dark", 1440), ("light", 360)])
def test_reports_in_the_other_theme_and_on_a_narrow_page(march, reader, picture, theme, width):
    settings = {"color_scheme": theme, "viewport": {"width": width, "height": 900}}
    for name in ("statistics", "funnel", "hours", "calls", "leads"):
        page = reader.open("/reports/calls", **settings) if name == "calls" else open_report(reader, name, **settings)
        expect(page.locator("[data-chart] canvas").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        picture(page, f"report-{name}-{theme}-{width}")


def test_who_may_not_read_reports_does_not_see_them(march, reader):
    page = reader.open("/card", "operator")
    assert page.locator("nav.side a[href^='/reports']").count() == 0
    answer = page.goto(reader.url + "/reports/statistics")
    assert answer.status == 403
    reader.complaints.clear()
