"""Answering, holding and resuming from the card, where the own phone does what the PBX tells it."""

import re

from playwright.sync_api import expect

from conftest import wait_until
from test_clients import expect_refusals
from test_workspace import CARD, DIRECT, SERVICE, desk  # noqa: F401


def talking(quiet):
    return [call["talking"] for call in quiet.calls]


def test_s4_24_a_call_is_answered_held_and_resumed_from_the_card(desk, quiet, picture):  # noqa: F811
    anna = desk()
    quiet.begin(DIRECT, "89535237271", "Константин")
    answer = anna.locator(CARD).get_by_role("button", name=re.compile("Ответить"))
    expect(answer).to_be_visible()
    picture(anna, "handset-rings")
    answer.click()
    expect(anna.locator(CARD)).to_have_class(re.compile("talking"))
    wait_until(lambda: talking(quiet) == [["0111"]])
    expect(answer).to_have_count(0)
    picture(anna, "handset-talks")
    anna.set_viewport_size({"width": 360, "height": 780})
    picture(anna, "handset-narrow")
    anna.set_viewport_size({"width": 1440, "height": 900})
    anna.locator(CARD).get_by_role("button", name=re.compile("Удержать")).click()
    expect(anna.locator(CARD)).to_have_class(re.compile("held"))
    picture(anna, "handset-holds")
    anna.locator(CARD).get_by_role("button", name=re.compile("Снять с удержания")).click()
    expect(anna.locator(CARD)).to_have_class(re.compile("talking"))
    expect(anna.locator("#consultation-refusal")).to_be_empty()


def test_s4_24_the_same_by_keys_alone(desk, quiet):  # noqa: F811
    anna = desk()
    quiet.begin(DIRECT, "89535237271")
    expect(anna.locator(CARD).get_by_role("button", name=re.compile("Ответить"))).to_be_visible()
    anna.keyboard.press("Control+Enter")
    expect(anna.locator(CARD)).to_have_class(re.compile("talking"))
    anna.keyboard.press("Alt+KeyH")
    expect(anna.locator(CARD)).to_have_class(re.compile("held"))
    anna.keyboard.press("Alt+KeyH")
    expect(anna.locator(CARD)).to_have_class(re.compile("talking"))


def test_a_phone_that_does_not_obey_has_no_buttons_and_its_hold_is_only_shown(desk, quiet):  # noqa: F811
    page = desk("operator2", "0113")
    call = quiet.begin(SERVICE, "89535237271")
    expect(page.locator(CARD)).to_have_class(re.compile("ringing"))
    expect(page.locator("[data-handset]")).to_have_count(0)
    quiet.tell(f"answer {call} 0113")
    expect(page.locator(CARD)).to_have_class(re.compile("talking"))
    expect(page.locator("[data-handset]")).to_have_count(0)


def test_a_call_that_has_gone_meanwhile_is_told_in_words(desk, reader, quiet):  # noqa: F811
    anna = desk()
    call = quiet.begin(DIRECT, "89535237271")
    form = anna.locator(f"{CARD} [data-handset]")
    expect(form).to_be_visible()
    # As if the page had not heard of it yet: the form is kept while the call goes.
    anna.evaluate("document.body.append(document.querySelector('[data-handset]').cloneNode(true))")
    quiet.tell(f"hang-up {call}")
    wait_until(lambda: quiet.calls == [])
    expect(anna.locator(f"{CARD} [data-handset]")).to_have_count(0)
    anna.locator("body > [data-handset] button").dispatch_event("click")
    expect(anna.locator("#consultation-refusal")).to_contain_text("Звонка на Вашем телефоне уже нет")
    expect_refusals(reader)
