"""A client is handed over after the colleague was asked: consulted, swapped, taken back, left with them."""

import re

from playwright.sync_api import expect

from conftest import wait_until
from test_workspace import CARD, DIRECT, desk  # noqa: F401


def consulting(anna, quiet):
    call = quiet.begin(DIRECT, "89535237271", "Константин")
    expect(anna.locator(CARD)).to_have_class(re.compile("ringing"))
    quiet.tell(f"answer {call} 0111")
    expect(anna.locator(CARD)).to_have_class(re.compile("talking"))
    anna.keyboard.press("Alt+KeyP")
    sheet = anna.locator("#consult")
    expect(sheet).to_be_visible()
    sheet.locator("li", has_text="Смирнова Ольга").locator(".pick").click()
    wait_until(lambda: "0125" in [phone for call in quiet.calls for phone in call["ringing"]], 20)
    return call


def test_s4_20_a_colleague_is_asked_by_name_and_the_client_handed_over(desk, quiet, picture):  # noqa: F811
    olga, anna = desk("operator2", "0125"), desk()
    call = consulting(anna, quiet)
    buttons = anna.locator(f"{CARD} .asking")
    expect(buttons).to_contain_text("Смирнова Ольга")
    expect(buttons.get_by_role("button")).to_have_count(1)
    picture(anna, "consultation-rings")
    quiet.tell(f"answer {call} 0125")
    expect(buttons).to_contain_text("клиент ждёт")
    picture(anna, "consultation")
    anna.set_viewport_size({"width": 360, "height": 780})
    picture(anna, "consultation-narrow")
    buttons.get_by_role("button", name="Передать клиента").click()
    wait_until(lambda: [call["talking"] for call in quiet.calls] == [["0125"]])
    expect(olga.locator(CARD)).to_have_class(re.compile("talking"))
    expect(anna.locator("#consultation-refusal")).to_be_empty()


def test_s4_20_the_one_in_the_middle_swaps_and_takes_the_client_back(desk, quiet):  # noqa: F811
    desk("operator2", "0125")
    anna = desk()
    call = consulting(anna, quiet)
    quiet.tell(f"answer {call} 0125")
    buttons = anna.locator(f"{CARD} .asking")
    buttons.get_by_role("button", name="К клиенту").click()
    expect(buttons).to_contain_text("Вы говорите с клиентом")
    buttons.get_by_role("button", name="К коллеге").click()
    expect(buttons).to_contain_text("клиент ждёт")
    buttons.get_by_role("button", name="Вернуть клиента").click()
    wait_until(lambda: [call["talking"] for call in quiet.calls] == [["0111"]])
    expect(buttons.get_by_role("button", name=re.compile("Посоветоваться"))).to_be_visible()


def test_whom_to_ask_shows_the_state_of_their_phones(desk, quiet, picture):  # noqa: F811
    desk("operator2", "0125")
    anna = desk()
    call = quiet.begin(DIRECT, "89535237271")
    quiet.tell(f"answer {call} 0111")
    anna.locator(CARD).get_by_role("button", name=re.compile("Посоветоваться")).click()
    row = anna.locator("#to-ask li", has_text="Смирнова Ольга")
    expect(row.locator(".line.ready")).to_be_visible()
    picture(anna, "consultation-whom")
    quiet.tell("unregister 0125")
    expect(row.locator(".pick")).to_be_disabled()
    quiet.tell("register 0125")
    expect(row.locator(".pick")).to_be_enabled()


def test_s4_20_a_client_is_sent_on_at_once(desk, quiet):  # noqa: F811
    olga, anna = desk("operator2", "0125"), desk()
    call = quiet.begin(DIRECT, "89535237271", "Константин")
    quiet.tell(f"answer {call} 0111")
    anna.locator(CARD).get_by_role("button", name=re.compile("Посоветоваться")).click()
    anna.locator("#to-ask li", has_text="Смирнова Ольга").get_by_role("button", name=re.compile("Перевести сразу")).click()
    wait_until(lambda: [call["ringing"] for call in quiet.calls] == [["0125"]])
    expect(olga.locator(CARD)).to_have_class(re.compile("ringing"))
