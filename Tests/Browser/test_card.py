"""The call card: pops up while the phone rings, is withdrawn when somebody else answers, follows a transfer."""

import re

from playwright.sync_api import expect

from conftest import wait_until

MEMBERS = ["0111", "0113", "0125"]


def test_idle_card_says_so(reader, quiet):
    page = reader.open("/card?extension=0111")
    expect(page.locator("#idle")).to_contain_text("Звонков нет")
    expect(page.locator("#pbx-state")).to_have_text("АТС на связи")


def test_s3_2_card_pops_up_while_the_phone_rings_and_is_withdrawn_at_the_others(reader, quiet, picture):
    pages = {phone: reader.open(f"/card?extension={phone}") for phone in MEMBERS}
    quiet.call("queue")
    for page in pages.values():
        card = page.locator(".caller")
        expect(card).to_have_class(re.compile("ringing"), timeout=15_000)
        expect(card).to_contain_text("Номер абонента")
        expect(card.locator(".pills")).to_contain_text("646-71-71")
        expect(card.locator(".pills")).to_contain_text("очередь «service»")
        expect(card.locator(".pills")).to_contain_text(re.compile(r"ждёт \d:\d\d"))
    picture(pages["0111"], "card-ringing")

    def talking():
        return [phone for phone, page in pages.items() if page.locator(".caller.talking").count()]

    wait_until(talking, seconds=20)
    taker = talking()[0]
    for phone, page in pages.items():
        if phone == taker:
            expect(page.locator(".caller")).to_contain_text("разговор")
            picture(page, "card-talking")
        else:
            expect(page.locator("#quiet")).to_contain_text(f"ответил {taker}")
            expect(page.locator("#idle")).to_be_visible()
            picture(page, "card-withdrawn")
    for phone in MEMBERS:
        if phone != taker:
            expect(pages[phone].locator("#quiet li")).to_have_count(0, timeout=25_000)


def test_waiting_time_runs_by_the_servers_clock(reader, quiet):
    page = reader.open("/card?extension=0111")
    # A computer that is an hour late: from here on its clock and its counters disagree with the server's.
    page.add_init_script("const real = Date.now; Date.now = () => real() - 3_600_000")
    page.reload()
    quiet.call("queue-abandoned")
    timer = page.locator(".caller .timer [data-since]")
    expect(timer).to_have_text(re.compile(r"^0:0\d$"), timeout=15_000)
    before = timer.inner_text()
    wait_until(lambda: timer.count() and timer.inner_text() != before, seconds=5)
    expect(page.locator("#quiet")).to_contain_text("не дождался ответа", timeout=40_000)


def test_a_second_call_never_takes_the_place_or_the_focus_of_the_first(reader, quiet, picture):
    page = reader.open("/card?extension=0205")
    quiet.call("two-lines")
    first = page.locator("#card .caller:visible")
    expect(first).to_have_count(1, timeout=15_000)
    link = first.get_by_role("link", name="Подробно")
    link.focus()
    key = first.get_attribute("id")
    expect(page.locator("#others li:visible")).to_have_count(1, timeout=15_000)
    picture(page, "card-two-calls")
    assert first.get_attribute("id") == key
    assert page.evaluate("document.activeElement.closest('.caller')?.id") == key


def test_s3_18_the_card_follows_a_transfer(reader, quiet, picture):
    online = reader.open("/online")
    quiet.call("blind-transfer")
    people = online.locator("#calls tr:not(.none) td:nth-child(4)")
    wait_until(lambda: people.locator("b").count() == 1, seconds=30)
    first = people.locator("b").inner_text()
    # The first one is gone; the phone that rings or speaks now is another.
    wait_until(lambda: people.count() and people.inner_text().strip() not in ("", first), seconds=60)
    second = people.inner_text().split()[-1]
    page = reader.open(f"/card?extension={second}")
    expect(page.locator(".caller .pills")).to_contain_text(f"перевёл {first}")
    picture(page, "card-transferred")


def test_a_ringing_call_is_announced_and_stands_in_the_tab(reader, quiet):
    page = reader.open("/card?extension=0113")
    title = page.title()
    quiet.call("queue-abandoned")
    expect(page.get_by_role("alert")).to_contain_text("Входящий звонок", timeout=15_000)
    assert page.title().startswith("☎ ")
    expect(page.locator("#alert")).to_be_empty(timeout=40_000)
    assert page.title() == title


def test_s0_5_earlier_calls_of_the_number_stand_on_the_card(reader, quiet, picture):
    page = reader.open("/card?extension=0111")
    # The same caller gives up in the voice menu, once or twice, and comes through to the queue afterwards.
    quiet.call("redial")
    history = page.locator(".caller .history li")
    expect(history.first).to_contain_text("пропущен · в голосовом меню", timeout=90_000)
    picture(page, "card-history")


def test_the_card_asks_which_phone_and_the_person_sits_there(reader, pbx, picture):
    page = reader.open("/card?extension=", person="admin")
    picture(page, "card-choice")
    page.get_by_label("Внутренний номер").fill("0207")
    page.keyboard.press("Enter")
    expect(page.locator("#main h1 + span")).to_contain_text("0207")
    assert page.url.endswith("/card")
    page.goto(reader.url + "/card")
    expect(page.locator("#main h1 + span")).to_contain_text("0207")
    page.get_by_role("link", name="Другой телефон").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("На каком телефоне Вы работаете?")
