"""Calls of the past: counts per date, filters, pages, and what comes while somebody reads."""

import datetime
import re

import pytest
from playwright.sync_api import expect

from conftest import wait_until
from test_workspace import SERVICE, desk  # noqa: F401: a fixture

ROWS = "tr[data-row]"


@pytest.fixture(scope="module")
def past(pbx):
    """Some calls of every direction that are over."""
    wait_until(lambda: pbx.live_channels == 0, seconds=240)
    for pattern in ["direct-abandoned", "direct-rejected", "outbound", "internal", "blind-transfer", "hostile"]:
        pbx.call(pattern)
    wait_until(lambda: pbx.live_channels > 0)
    wait_until(lambda: pbx.live_channels == 0, seconds=240)
    return pbx


def count(page):
    return int(re.search(r"· (\d+) звон", page.locator(".page-head").inner_text()).group(1))


def test_s2_4_counts_per_date_unfold_into_the_rows_of_the_day(reader, past, picture):
    page = reader.open("/calls?period=7days")
    expect(page.locator("[aria-current=page]")).to_have_text("Звонки")
    expect(page.locator(ROWS)).to_have_count(0)
    figure = page.locator(".day-counts a.figure").last
    number = int(figure.inner_text())
    picture(page, "calls-folded")
    figure.click()
    expect(page.locator(ROWS)).to_have_count(min(number, 50))
    picture(page, "calls")
    page.locator(".day-counts .open a.figure").click()
    expect(page.locator(ROWS)).to_have_count(0)


def test_s2_6_inbound_and_outbound_are_two_lists(reader, past, picture):
    page = reader.open("/calls")
    expect(page.get_by_role("columnheader", name="Городской")).to_be_visible()
    page.get_by_role("link", name="Исходящие").click()
    expect(page.locator(ROWS).first).to_be_visible()
    expect(page.get_by_role("columnheader", name="Городской")).to_have_count(0)
    expect(page.get_by_role("columnheader", name="Кто звонил")).to_be_visible()
    picture(page, "calls-outbound")


def test_s2_9_a_transferred_call_is_one_row_with_both_employees(reader, past, picture):
    page = reader.open("/calls?kind=transferred")
    row = page.locator(ROWS).first
    expect(row).to_be_visible()
    expect(row.locator("td b")).to_have_count(2)
    expect(row).to_contain_text(re.compile("ответил"))
    picture(page, "calls-transferred")


def test_filters_are_set_and_taken_off_in_the_address(reader, past, picture):
    page = reader.open("/calls?period=7days&day=" + page_day())
    shown = page.locator(ROWS, has=page.locator("td .phone", has_text=re.compile(r"\d\d-\d\d$"))).first
    number = shown.locator(".phone").inner_text()
    ending = re.sub(r"\D", "", number)[-4:]
    page.locator("summary", has_text="Фильтры").click()
    picture(page, "calls-filters")
    page.get_by_label("Номер абонента").fill(ending)
    page.get_by_role("button", name="Показать").last.click()
    expect(page).to_have_url(re.compile(f"number={ending}"))
    expect(page.locator(".chip.set", has_text="Номер абонента")).to_contain_text(ending)
    page.locator(".day-counts a.figure").last.click()
    expect(page.locator(ROWS).first).to_contain_text(number)
    picture(page, "calls-filtered")
    page.get_by_role("link", name="Снять фильтр «Номер абонента»").click()
    expect(page.locator(".chip.set")).to_have_count(1)


def page_day():
    """Today in Moscow, as addresses have it."""
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=3)).date().isoformat()


def test_nothing_found_names_the_filters_that_are_set(reader, past, picture):
    page = reader.open("/calls?number=9999999&kind=busy")
    expect(page.locator(".empty")).to_contain_text("Звонков нет")
    expect(page.locator(".empty .button")).to_have_count(2)
    picture(page, "calls-none")
    page.locator(".empty").get_by_role("link", name="Снять Номер абонента").click()
    expect(page).to_have_url(re.compile(r"/calls\?kind=busy$"))


def test_what_is_wrong_in_an_address_is_said_on_the_page(reader, pbx, picture):
    page = reader.open("/register?from=2026-02-30")
    expect(page.get_by_role("alert").last).to_contain_text("Даты «2026-02-30» нет")
    picture(page, "calls-wrong")
    reader.complaints = [words for words in reader.complaints if "400" not in words]


def test_new_calls_wait_behind_a_pill_and_move_nothing(reader, past, picture):
    page = reader.open("/calls")
    first = page.locator(ROWS).first
    address = first.get_by_role("link").first.get_attribute("href")
    before = count(page)
    page.evaluate("window.marked = document.querySelector('tr[data-row]')")
    place = first.bounding_box()
    expect(page.locator(".arrivals .button")).to_be_hidden()
    past.call("direct-rejected")
    # The pill itself takes no room; its button is what is seen.
    pill = page.locator(".arrivals .button")

    def is_told():
        # As if the reader came back to the tab: the page asks at once.
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        return pill.is_visible()

    wait_until(is_told, seconds=60)
    expect(pill).to_contain_text("1 новый звонок")
    picture(page, "calls-new")
    assert first.bounding_box() == place
    assert page.evaluate("window.marked.isConnected && window.marked === document.querySelector('tr[data-row]')")
    page.keyboard.press("n")
    expect(page.locator(".page-head")).to_contain_text(f"· {before + 1} звон")
    assert page.locator(ROWS).first.get_by_role("link").first.get_attribute("href") != address


def test_the_keyboard_goes_from_row_to_row_and_opens_one(reader, past):
    page = reader.open("/calls")
    expect(page.locator(ROWS).nth(1)).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("j")
    link = page.locator(ROWS).nth(1).locator("th a")
    expect(link).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator(ROWS).first.locator("th a")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Звонок")


def test_an_operator_sees_every_call_that_rang_the_own_phone_and_no_other(reader, past, desk, quiet):  # noqa: F811
    desk()
    rung, elsewhere = "89161154401", "89161154402"
    for number, dialled, ringing, phone in [
        (rung, SERVICE, {"0111", "0125"}, "0125"), (elsewhere, "7550300", {"0300"}, "0300"),
    ]:
        call = quiet.begin(dialled, number)
        wait_until(lambda: any(ringing <= set(now["ringing"]) for now in quiet.calls))
        quiet.tell(f"answer {call} {phone}")
        wait_until(lambda: any(phone in now["talking"] for now in quiet.calls))
        quiet.tell(f"hang-up {call}")
        wait_until(lambda: quiet.live_channels == 0)

    all_calls, own_calls = reader.open("/calls"), reader.open("/calls", person="operator")

    def shown(page, query):
        page.goto(f"{reader.url}/calls?{query}")
        return page.locator(ROWS).count()

    for number in (rung, elsewhere):
        wait_until(lambda: shown(all_calls, f"number={number}") == 1)
    # The filter by a phone counts who took part, which is fewer: a colleague has answered.
    assert shown(all_calls, f"number={rung}&extension=0111") == 0
    assert shown(all_calls, f"number={rung}&extension=0125") == 1
    assert shown(own_calls, f"number={rung}") == 1
    assert shown(own_calls, f"number={elsewhere}") == 0
    for page in (all_calls, own_calls):
        page.goto(f"{reader.url}/calls")
    assert 0 < count(own_calls) < count(all_calls)
    page.locator("summary", has_text="Фильтры").click()
    expect(page.get_by_label("Вид звонка")).to_be_visible()
    expect(page.get_by_label("Сотрудник")).to_have_count(0)


def test_hostile_names_are_text_in_lists(reader, past):
    page = reader.open("/calls")
    assert page.locator("#main script, #main img").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_a_script_lists_are_links_and_forms(reader, past):
    page = reader.open("/calls?period=7days", java_script_enabled=False)
    page.locator(".day-counts a.figure").last.click()
    expect(page.locator(ROWS).first).to_be_visible()
    page.locator("summary", has_text="Сегодня").or_(page.locator("summary", has_text="7 дней")).click()
    page.get_by_role("link", name="Этот месяц").click()
    expect(page).to_have_url(re.compile("period=month"))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_calls_on_a_narrow_screen(reader, past, picture, theme):
    page = reader.open("/calls", viewport={"width": 360, "height": 740}, color_scheme=theme)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(page, f"calls-360-{theme}")
    page.locator("summary", has_text="Фильтры").click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(page, f"calls-360-filters-{theme}")
    page = reader.open("/calls", color_scheme=theme)
    picture(page, f"calls-1440-{theme}")
