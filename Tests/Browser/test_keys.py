"""The keyboard, whatever layout is on: keys are meant by their place."""

from playwright.sync_api import expect


def press(page, code, key, **modifiers):
    """A key as a Russian layout sends it: the place is the same, the letter is another."""
    page.evaluate(
        "([code, key, more]) => document.activeElement.dispatchEvent("
        "new KeyboardEvent('keydown', {code, key, bubbles: true, cancelable: true, ...more}))",
        [code, key, modifiers],
    )


def test_g_and_a_letter_go_to_a_section(reader, pbx):
    page = reader.open("/card?extension=0111")
    press(page, "KeyG", "п")
    press(page, "KeyO", "щ")
    page.wait_for_url("**/online")
    page.keyboard.press("g")
    page.keyboard.press("w")
    page.wait_for_url("**/card*")


def test_the_sheet_of_keys_opens_and_closes_and_names_the_sections_one_may_open(reader, pbx, picture):
    page = reader.open("/online")
    sheet = page.locator("#keys")
    expect(sheet).to_be_hidden()
    press(page, "Slash", ",", shiftKey=True)
    expect(sheet).to_be_visible()
    expect(sheet).to_contain_text("Онлайн")
    picture(page, "keys")
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    page.keyboard.press("F1")
    expect(sheet).to_be_visible()
    page.keyboard.press("F1")
    expect(sheet).to_be_hidden()
    operator = reader.open("/card", person="operator")
    operator.keyboard.press("?")
    expect(operator.locator("#keys")).to_contain_text("Рабочее место")
    expect(operator.locator("#keys")).not_to_contain_text("Онлайн")


def test_letters_are_letters_in_a_field_and_when_they_are_switched_off(reader, pbx):
    page = reader.open("/card?extension=")
    field = page.get_by_label("Внутренний номер")
    field.fill("")
    field.press("g")
    field.press("o")
    expect(field).to_have_value("go")
    page.keyboard.press("Escape")
    expect(field).not_to_be_focused()
    page.keyboard.press("?")
    page.get_by_label("Клавиши из одной буквы").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("o")
    page.reload()
    page.keyboard.press("g")
    page.keyboard.press("o")
    expect(page).to_have_url(reader.url + "/card?extension=")


def test_slash_leads_to_the_search_for_clients_on_every_page(reader, pbx):
    page = reader.open("/calls")
    press(page, "Slash", ".")
    expect(page.locator("[data-client-search]")).to_be_focused()


def test_the_search_of_a_list_leads_to_what_it_finds(reader, pbx):
    page = reader.open("/calls")
    page.locator("details:has([data-search]) > summary").click()
    field = page.locator("[data-search]")
    field.fill("495 213")
    field.press("Enter")
    page.wait_for_url("**number=495*")
