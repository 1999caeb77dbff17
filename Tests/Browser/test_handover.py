"""One contact for a call, whoever it goes through: handed on with a transfer, taken over by hand, and calls of ours."""

import pathlib
import re

from playwright.sync_api import expect

import business
from test_intake import DIRECT, FORM, Hands, taken  # noqa: F401: a fixture
from test_workspace import CARD, desk  # noqa: F401: a fixture

RECORDING = pathlib.Path(__file__).parent.parent / "Fixtures/ami/08-click-to-call-answered.txt"


def test_a_transferred_call_brings_its_contact_to_who_answers_and_both_see_it(taken, desk, quiet, picture):  # noqa: F811
    anna, hands, call = taken("89161112210")
    olga = desk("operator2", "0125")
    hands.type("Константин")
    hands.press("Alt+1")
    expect(anna.locator(f"{FORM} [data-saved]")).to_contain_text("Черновик сохранён")
    quiet.tell(f"transfer {call} 0125")
    expect(olga.locator(CARD)).to_have_class(re.compile("ringing"))
    # While it only rings there, Anna goes on.
    expect(anna.locator(FORM)).to_be_visible()
    anna.locator(FORM).get_by_label("краткую информацию").fill("Стук справа")
    quiet.tell(f"answer {call} 0125")
    form = olga.locator(FORM)
    expect(form.locator("[role=alert]")).to_contain_text("Контакт начал(а) Петрова Анна, дальше ведёте Вы")
    expect(form.get_by_label("Как обращаться?")).to_have_value("Константин")
    held = anna.locator(f"{CARD} .held")
    expect(held).to_contain_text("Контакт ведёт Смирнова Ольга")
    expect(anna.locator(FORM)).to_have_count(0)
    picture(anna, "handover-held")
    picture(olga, "handover-taken")
    second = Hands(olga)
    second.press("Alt+6")
    second.go_on()
    contact = second.registered()
    assert (contact["person_name"], contact["reason"]) == ("Константин", "Агрессивная реклама")
    # Who handed it on sees what became of it.
    expect(anna.locator(f"{CARD} .intake .registered")).to_contain_text(contact["number"])


def test_who_handed_a_contact_on_may_take_it_back(taken, desk, quiet):  # noqa: F811
    anna, hands, call = taken("89161112211")
    olga = desk("operator2", "0125")
    quiet.tell(f"transfer {call} 0125")
    expect(olga.locator(CARD)).to_have_class(re.compile("ringing"))
    quiet.tell(f"answer {call} 0125")
    expect(olga.locator(FORM)).to_be_visible()
    olga.locator(FORM).get_by_label("Как обращаться?").press_sequentially("Вера")
    expect(olga.locator(f"{FORM} [data-saved]")).to_contain_text("Черновик сохранён")
    anna.get_by_role("button", name="Вести самому").click()
    form = anna.locator(FORM)
    expect(form.get_by_label("Как обращаться?")).to_have_value("Вера")
    expect(olga.locator(f"{CARD} .held")).to_contain_text("Контакт ведёт Петрова Анна")
    hands.press("Alt+x")
    assert hands.registered()["reason"] == "Звонок сорвался"


def test_a_call_of_ours_is_registered_with_one_key(desk, quiet, picture):  # noqa: F811
    business.stand_up()
    page = desk()
    quiet.tell(f"replay {RECORDING}")
    offer = page.locator(f"{CARD} [data-offer]")
    expect(offer).to_be_visible(timeout=20_000)
    page.keyboard.press("Alt+r")
    form = page.locator(FORM)
    expect(form).to_have_attribute("data-step", "reason")
    expect(form.locator("output").nth(1)).to_contain_text("916")
    # The card stays after the call, also for another browser.
    expect(page.locator(CARD)).to_contain_text("разговор окончен", timeout=20_000)
    page.reload()
    expect(page.locator(CARD)).to_contain_text("разговор окончен")
    page.locator(f"{CARD} [data-offer]").click()
    hands = Hands(page)
    hands.press("Alt+6")
    hands.go_on()
    contact = hands.registered()
    assert (contact["caller_number"], contact["phone"], contact["did"]) == ("9161234567", "0111", None)
