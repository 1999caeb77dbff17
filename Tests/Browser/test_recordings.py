"""The page of one call: its course as a picture, and its recording, which is really played."""

import re

import pytest
from playwright.sync_api import expect

from conftest import Reader, wait_until

# What the page's own sound is doing. Players make it themselves, so the page has no element of it.
CATCH_SOUND = """
    const Real = window.Audio
    window.sounds = []
    window.Audio = function () { const sound = new Real(); window.sounds.push(sound); return sound }
"""


@pytest.fixture(scope="module")
def talk(chromium, url, pbx):
    """The address of a call with a hold in it that was recorded and is over."""
    wait_until(lambda: pbx.live_channels == 0, seconds=240)
    reader = Reader(chromium, url)
    page = reader.open("/online")
    before = page.locator("#ended a").first.get_attribute("href") if page.locator("#ended a").count() else None
    pbx.call("hold")
    wait_until(lambda: pbx.live_channels > 0)
    wait_until(lambda: pbx.live_channels == 0, seconds=200)
    link = page.locator("#ended a").first
    wait_until(lambda: link.count() and link.get_attribute("href") != before)
    address = link.get_attribute("href")
    reader.close()
    return address


def open_call(reader, address, person="supervisor", **settings):
    page = reader.open("/login", person=None, **settings)
    page.context.add_cookies(reader.cookies_of(person, page.context))
    page.add_init_script(CATCH_SOUND)
    page.goto(reader.url + address)
    return page


def place(page):
    return page.evaluate("window.sounds[0].currentTime")


def test_s4_7_the_recording_of_a_call_is_played_in_the_page(reader, talk, picture):
    page = open_call(reader, talk)
    picture(page, "call")
    expect(page.locator(".timeline .talk").first).to_be_visible()
    assert place(page) == 0
    # Nothing is fetched, and no listening noted, before somebody wants to hear it.
    assert page.evaluate("window.sounds[0].src") == ""
    page.get_by_role("button", name="Слушать").click()
    wait_until(lambda: place(page) > 0.3)
    expect(page.get_by_role("button", name="Пауза")).to_be_visible()
    wait_until(lambda: page.locator("[data-at]").inner_text() != "0:00")
    assert page.evaluate("window.sounds[0].duration") > 3
    expect(page.locator(".playhead")).to_have_attribute("visibility", "visible")
    first = float(page.locator(".playhead").get_attribute("x1"))
    wait_until(lambda: float(page.locator(".playhead").get_attribute("x1")) > first)
    picture(page, "call-playing")


def test_the_keys_pause_it_and_go_back_and_forth(reader, talk):
    page = open_call(reader, talk)
    page.locator("#main h1").click()
    page.keyboard.press("Space")
    wait_until(lambda: place(page) > 0.2)
    page.keyboard.press("Space")
    wait_until(lambda: page.evaluate("window.sounds[0].paused"))
    before = place(page)
    page.keyboard.press("ArrowRight")
    wait_until(lambda: abs(place(page) - min(before + 5, page.evaluate("window.sounds[0].duration"))) < 0.2)
    page.keyboard.press("ArrowLeft")
    wait_until(lambda: abs(place(page) - before) < 0.6)
    # A part from the middle was fetched: jumping needs it.
    slider = page.get_by_role("slider", name="Место записи")
    slider.focus()
    page.keyboard.press("ArrowRight")
    wait_until(lambda: abs(place(page) - before) > 3)
    assert re.match(r"\d:\d\d из \d:\d\d", slider.get_attribute("aria-valuetext"))


def test_the_speed_is_chosen_and_kept(reader, talk):
    page = open_call(reader, talk)
    page.get_by_role("button", name="Слушать").click()
    wait_until(lambda: place(page) > 0)
    page.get_by_label("1,5×").check()
    assert page.evaluate("window.sounds[0].playbackRate") == 1.5
    page.reload()
    expect(page.get_by_label("1,5×")).to_be_checked()
    page.get_by_role("button", name="Слушать").click()
    wait_until(lambda: place(page) > 0)
    assert page.evaluate("window.sounds[0].playbackRate") == 1.5


def test_a_click_on_the_picture_goes_to_what_was_said_then(reader, talk):
    page = open_call(reader, talk)
    box = page.locator(".timeline .recorded rect").first.bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.5, box["y"] + box["height"] / 2)
    whole = float(page.locator("[data-position]").get_attribute("max"))
    wait_until(lambda: place(page) > whole * 0.3)
    wait_until(lambda: not page.evaluate("window.sounds[0].paused"))


def test_s0_55_another_operator_hears_nothing(reader, talk):
    page = open_call(reader, talk, person="operator2")
    expect(page.get_by_role("heading", level=1)).to_have_text("На эту страницу у Вас нет права")
    answer = page.context.request.get(reader.url + talk + "/recordings/1")
    assert answer.status == 403
    strangers = reader.open("/login", person=None)
    assert strangers.context.request.get(reader.url + talk + "/recordings/1").status == 401
    reader.complaints = [complaint for complaint in reader.complaints if "403" not in complaint]


def test_a_recording_that_cannot_be_played_says_why(reader, talk):
    page = open_call(reader, talk)
    page.route("**/recordings/1**", lambda route: route.continue_(url=route.request.url.replace("/recordings/1", "/recordings/7")))
    page.get_by_role("button", name="Слушать").click()
    expect(page.get_by_role("alert")).to_have_text("Записи этого разговора нет.")
    reader.complaints = [complaint for complaint in reader.complaints if "404" not in complaint]


@pytest.mark.parametrize("width", [360, 768, 1440, 2560])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_picture_of_a_call_at_every_width(reader, talk, picture, width, theme):
    page = open_call(reader, talk, viewport={"width": width, "height": 900}, color_scheme=theme)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for kind in ["ring", "talk", "hold", "recorded"]:
        assert page.locator(f".timeline .{kind} rect").count(), kind
        assert page.locator(f".legend .{kind}").count(), kind
    names = page.locator(".timeline").get_attribute("aria-label")
    assert "разговор" in names and "удержание" in names
    picture(page, f"call-{width}-{theme}")
