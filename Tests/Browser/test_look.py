"""Languages, themes, narrow screens, the keyboard, and what assistive technology is told."""

import pytest
from playwright.sync_api import expect

PAGES = ["/online", "/card?extension=0111", "/card?extension=", "/calls", "/register"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [320, 360, 768, 1440, 2560])
def test_no_page_scrolls_sideways(reader, pbx, picture, path, width):
    page = reader.open(path, viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(page, f"{path.strip('/').replace('?', '-').replace('=', '-')}-{width}")


@pytest.mark.parametrize("path", PAGES)
def test_the_dark_theme_follows_the_system_and_the_switch(reader, pbx, picture, path):
    page = reader.open(path, color_scheme="dark")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    dark = page.evaluate(ground)
    picture(page, f"{path.strip('/').replace('?', '-').replace('=', '-')}-dark")
    page.get_by_role("button", name="Светлая или тёмная тема").click()
    light = page.evaluate(ground)
    assert light != dark
    page.reload()
    assert page.evaluate(ground) == light


def test_languages(reader, pbx):
    page = reader.open("/online", locale="uk-UA")
    expect(page.locator("html")).to_have_attribute("lang", "uk")
    page.get_by_role("link", name="Eng").click()
    expect(page.get_by_role("heading", name="Calls now")).to_be_visible()
    page.goto(page.url.replace("/online", "/card?extension=0111"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Workspace")


def test_a_page_with_one_question_awaits_the_answer(reader, pbx):
    page = reader.open("/card?extension=")
    expect(page.get_by_label("Внутренний номер")).to_be_focused()


@pytest.mark.parametrize("path", PAGES[:2])
def test_the_keyboard_reaches_everything_in_reading_order(reader, pbx, path):
    page = reader.open(path)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    seen = []
    # Whatever stands before the page's own part, once each.
    before = page.locator("header :is(a[href], button, input, summary):visible, nav.side a[href]:visible").count()
    for _ in range(before + 1):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.closest('header, nav.side, main')?.tagName ?? ''"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none" or seen[-1] in ("", "MAIN")
    order = [place for index, place in enumerate(seen) if place and (index == 0 or seen[index - 1] != place)]
    assert order[:3] == ["HEADER", "NAV", "MAIN"]


@pytest.mark.parametrize("path", PAGES)
def test_everything_that_can_be_pressed_has_a_name(reader, pbx, path):
    page = reader.open(path)
    for control in page.locator("a, button, input:not([type=hidden]), [role=region]").all():
        name = control.evaluate(
            # What is folded away has no innerText.
            "e => e.getAttribute('aria-label') || e.textContent.trim() || e.title || e.labels?.[0]?.textContent"
        )
        assert name, control.evaluate("e => e.outerHTML")


def test_without_motion_nothing_blinks(reader, pbx):
    page = reader.open("/online", reduced_motion="reduce")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<span class=pulse></span>')")
    assert page.locator(".pulse").last.evaluate("e => getComputedStyle(e).animationName") == "none"
