"""A supervisor listens in on a live call, whispers, joins and ends it, from Online, from the panel of colleagues and from the own
wall-board."""

import re

import pytest
from playwright.sync_api import expect

import business
from conftest import wait_until
from test_login import log_in
from test_workspace import CARD, DIRECT, desk  # noqa: F401: a fixture

OWN = "0206"
BAR = "#own-listening .listening-bar"
TOLD = "#listening-told"


@pytest.fixture()
def supervisor(reader, quiet):
    """Online, as the supervisor sees it who sits at a phone of her own."""
    page = reader.open("/login", person=None)
    log_in(page, "supervisor", OWN)
    expect(page.locator("#calls")).to_be_attached(timeout=30_000)
    page.wait_for_load_state()
    return page


@pytest.fixture()
def talk(desk, quiet):  # noqa: F811
    """Anna's page, who speaks with a client, and that call."""
    anna = desk()
    call = quiet.begin(DIRECT, "89535237271", "Константин")
    expect(anna.locator(CARD)).to_have_class(re.compile("ringing"))
    quiet.tell(f"answer {call} 0111")
    expect(anna.locator(CARD)).to_have_class(re.compile("talking"))
    return anna, call


def rings(quiet, since):
    """How many times the supervisor's phone was called from then on."""
    return sum(dial["phone"] == OWN and dial["at"] > since for dial in quiet.dialled)


def journal():
    return business.rows("SELECT count(*) FROM calls")[0][0]


def actions():
    return [row[0] for row in business.rows("SELECT action FROM audit_log WHERE action LIKE 'listening_%' ORDER BY id")]


def test_s4_16_s4_17_s4_18_one_click_listens_then_whispers_joins_and_goes_back_and_the_phone_rings_once(
    supervisor, talk, quiet, picture
):
    anna, call = talk
    before, calls = max(dial["at"] for dial in quiet.dialled), journal()
    row = supervisor.locator("#calls tr", has_text="Константин")
    expect(row.get_by_role("button", name="Прослушать").first).to_be_visible()
    picture(supervisor, "listening-offered")
    row.get_by_role("button", name="Прослушать").first.click()
    bar = supervisor.locator(BAR)
    expect(bar).to_contain_text("Вы слушаете: Петрова Анна")
    expect(supervisor.locator(TOLD)).to_be_hidden()
    picture(supervisor, "listening")
    for mode in ("Шепнуть", "Вмешаться", "Прослушать"):
        bar.get_by_role("button", name=mode).click()
        expect(bar.get_by_role("button", name=mode)).to_have_attribute("aria-pressed", "true")
        expect(bar.locator("[aria-pressed=true]")).to_have_count(1)
    # On every page of hers, and on none of Anna's: the setting is off.
    supervisor.goto(supervisor.url.replace("/online", "/card"))
    expect(bar).to_contain_text("Петрова Анна")
    supervisor.set_viewport_size({"width": 360, "height": 780})
    picture(supervisor, "listening-narrow")
    assert supervisor.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(anna.locator(CARD)).not_to_contain_text("Вас слушает")
    bar.get_by_role("button", name="Закончить").click()
    expect(bar).to_have_count(0)
    assert rings(quiet, before) == 1
    # The conversation has gone on, and listening was no call.
    assert [other["talking"] for other in quiet.calls if other["linkedID"] == call] == [["0111"]]
    wait_until(lambda: journal() == calls)
    noted = ["listening_began"] + ["listening_changed"] * 3 + ["listening_ended"]
    wait_until(lambda: actions()[-5:] == noted)


def test_s4_16_listening_ends_with_the_call(supervisor, talk, quiet):
    _, call = talk
    panel = supervisor.locator("#colleagues li", has_text="Петрова Анна")
    panel.get_by_role("button", name="Прослушать").first.click()
    expect(supervisor.locator(BAR)).to_contain_text("Петрова Анна")
    quiet.tell(f"hang-up {call}")
    expect(supervisor.locator(BAR)).to_have_count(0)


def test_s4_16_the_next_call_is_heard_where_that_was_asked_for(supervisor, talk, quiet, picture):
    _, call = talk
    row = supervisor.locator("#calls tr", has_text="Константин")
    row.get_by_role("button", name="Прослушать и следующие разговоры").click()
    bar = supervisor.locator(BAR)
    expect(bar).to_contain_text("Вы слушаете")
    quiet.tell(f"hang-up {call}")
    expect(bar).to_contain_text("Ждём следующего разговора: Петрова Анна")
    expect(bar.get_by_role("button", name="Вмешаться")).to_be_disabled()
    picture(supervisor, "listening-waits")
    following = quiet.begin(DIRECT, "89535237272", "Ольга")
    quiet.tell(f"answer {following} 0111")
    expect(bar).to_contain_text("Вы слушаете")
    bar.get_by_role("button", name="Закончить").click()
    expect(bar).to_have_count(0)


def test_s4_16_the_own_wall_board_has_buttons_and_a_shared_one_has_none(supervisor, talk, picture):
    base = supervisor.url.split("/online")[0]
    supervisor.goto(base + "/wallboard")
    person = supervisor.locator("#wall-people li", has_text="Петрова")
    expect(person).to_contain_text("разговор")
    expect(person.get_by_role("button")).to_have_count(0)
    supervisor.goto(base + "/wallboard?listen=1")
    expect(person.get_by_role("button", name="Прослушать").first).to_be_visible()
    picture(supervisor, "wall-listening")
    person.get_by_role("button", name="Прослушать").first.click()
    expect(person.get_by_role("button", name="Вмешаться")).to_be_visible()
    person.get_by_role("button", name="Закончить").click()
    expect(person.get_by_role("button", name="Вмешаться")).to_have_count(0)


def test_what_the_pbx_did_not_do_is_told(supervisor, talk, reader, quiet, picture):
    quiet.tell(f"unregister {OWN}")
    try:
        row = supervisor.locator("#calls tr", has_text="Константин")
        row.get_by_role("button", name="Прослушать").first.click()
        expect(supervisor.locator(TOLD)).to_contain_text(f"АТС не дозвонилась до Вашего телефона {OWN}")
        picture(supervisor, "listening-refused")
    finally:
        quiet.tell(f"register {OWN}")
    # What is refused is answered with 422, which the console tells of.
    reader.complaints[:] = [complaint for complaint in reader.complaints if "422" not in complaint]
