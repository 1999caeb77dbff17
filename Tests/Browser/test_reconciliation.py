"""The check of the statistics: a call that nobody registered is found, heard of, and mended."""

import pytest
from playwright.sync_api import expect

import business
from conftest import wait_until

# A number that rings one phone, at which nobody sits: whoever answers there registers nothing.
DIRECT, PHONE = "7559998", "0205"
SELECTED = "tr[aria-selected=true]"


@pytest.fixture()
def unregistered(quiet, reader):
    """A call that was answered and registered by nobody, on the page of who looks at it."""
    call = quiet.begin(DIRECT, "89265550188")
    wait_until(lambda: PHONE in quiet.tell("calls"))
    quiet.tell(f"answer {call} {PHONE}")
    quiet.tell(f"hang-up {call}")
    wait_until(lambda: quiet.live_channels == 0)

    def open_page(path="/reconciliation/next?period=today", **settings):
        page = reader.open("/reconciliation?period=today", **settings)

        def is_found():
            # The next one is to be this one, whatever other tests have left.
            business.change("UPDATE reconciled_calls SET is_exempt = 1 WHERE number_key IS NOT '+79265550188'")
            page.goto(f"{reader.url}{path}")
            return page.get_by_text("8 (926) 555-01-88").count() > 0

        wait_until(is_found, seconds=30)
        return page

    return open_page


def test_s0_51_s0_52_the_tree_unfolds_by_keys_to_the_call_that_lacks_a_contact(unregistered, picture):
    page = unregistered()
    page.goto(page.url.split("?")[0] + "?period=today&unanswered=yes")
    page.keyboard.press("j")
    for level in ("1", "2", "3"):
        expect(page.locator(SELECTED)).to_have_attribute("aria-level", level)
        page.keyboard.press("ArrowRight")
        expect(page.locator(SELECTED)).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("j")
    picture(page, "reconciliation-tree")
    page.keyboard.press("k")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(f"{SELECTED}[aria-level='2']")).to_have_count(1)


def test_s0_51_the_next_call_without_a_contact_is_marked_as_needing_none_and_taken_back(unregistered, picture):
    page = unregistered()
    details = page.locator("#chosen")
    expect(details).to_contain_text("Звонок без контакта")
    picture(page, "reconciliation")
    details.get_by_label("Контакт не нужен, потому что").fill("<b>Ошиблись</b> номером")
    details.get_by_role("button", name="Не требует контакта").click()
    expect(page.get_by_role("status").filter(has_text="Отмечено")).to_be_visible()
    expect(details).to_contain_text("<b>Ошиблись</b> номером")
    picture(page, "reconciliation-exempt")
    details.get_by_role("button", name="Отменить решение").click()
    expect(details).to_contain_text("Звонок без контакта")


def test_s0_55_a_contact_is_opened_from_the_call_and_stands_beside_it(unregistered):
    page = unregistered()
    page.locator("#chosen").get_by_role("button", name="Создать контакт").click()
    page.wait_for_url("**/contacts/*")
    expect(page.locator(".facts").first).to_contain_text("8 (926) 555-01-88")
    page.go_back()
    page.reload()
    expect(page.locator("#chosen")).to_contain_text("Звонок с контактом")


@pytest.mark.parametrize("theme, width", [("dark", 1440), ("light", 360), ("dark", 320)])
def test_the_check_in_the_dark_and_on_narrow_screens(unregistered, picture, theme, width):
    page = unregistered(color_scheme=theme, viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(page, f"reconciliation-{theme}-{width}")
