"""The workspace: cards that stay open, the tray, notes that are never lost, the sound."""

import random
import re

import pytest
from playwright.sync_api import Error, expect

from conftest import wait_until
from test_login import PASSWORD, log_in

SERVICE = "7770011"
DIRECT = "7559996"
CARD = "#card > .caller:visible"


@pytest.fixture()
def desk(reader, quiet):
    """Opens the own workspace of a person at a phone, with no card left open from before."""

    def sit(person="operator", phone="0111", **settings):
        page = reader.open("/login", person=None, **settings)
        log_in(page, person, phone)
        expect(page.locator("#main h1 + span")).to_contain_text(phone, timeout=30_000)
        # Its keys are heard from here on.
        page.wait_for_load_state()
        close_all(page)
        return page

    yield sit
    for call in quiet.calls:
        quiet.tell(f"hang-up {call['linkedID']}")


def close_all(page):
    expect(page.locator("#card > *").first).to_be_attached()

    def is_closed():
        # A page that has just come may not listen to clicks yet.
        page.evaluate("document.querySelector('[data-close]')?.click()")
        return page.locator("[data-close]").count() == 0

    wait_until(is_closed)


def note_of(page):
    return page.locator(CARD).get_by_label("Заметка")


def test_s3_2_the_card_of_who_answered_stays_until_it_is_closed_and_leaves_the_others_at_once(desk, quiet, picture):
    anna, olga = desk(), desk("operator2", "0125")
    call = quiet.begin(SERVICE, "89535237271", "Константин, АКПП ЦЕНТР")
    for page in (anna, olga):
        expect(page.locator(CARD)).to_have_class(re.compile("ringing"))
        expect(page.locator(CARD)).to_contain_text("Константин, АКПП ЦЕНТР")
    picture(anna, "workspace-ringing")
    quiet.tell(f"answer {call} 0125")
    expect(anna.locator("#quiet")).to_contain_text("ответил 0125 Смирнова Ольга")
    expect(anna.locator("#idle")).to_be_visible()
    expect(olga.locator(CARD)).to_have_class(re.compile("talking"))
    picture(olga, "workspace-talking")
    expect(olga.locator("[data-close]")).to_have_count(0)
    quiet.tell(f"hang-up {call}")
    expect(olga.locator(CARD)).to_contain_text("разговор окончен")
    expect(olga.locator(CARD)).to_contain_text("абонент положил трубку")
    picture(olga, "workspace-over")
    # Another browser, or the same one anew, shows it as well.
    olga.reload()
    expect(olga.locator(CARD)).to_contain_text("разговор окончен")
    olga.keyboard.press("Escape")
    expect(olga.locator(CARD)).to_be_visible()
    # The contact first, then the card.
    expect(olga.locator(f"{CARD} .intake form")).to_be_visible()
    olga.keyboard.press("Alt+x")
    expect(olga.locator(f"{CARD} .intake .registered")).to_be_visible()
    olga.keyboard.press("Control+Enter")
    expect(olga.locator("#idle")).to_be_visible()
    olga.reload()
    expect(olga.locator("#idle")).to_be_visible()


def test_s3_18_what_was_noted_goes_to_the_next_operator_with_the_call(desk, quiet, picture):
    anna, olga = desk(), desk("operator2", "0125")
    call = quiet.begin(DIRECT, "89535237271")
    expect(anna.locator(CARD)).to_be_visible()
    quiet.tell(f"answer {call} 0111")
    expect(anna.locator(CARD)).to_have_class(re.compile("talking"))
    note_of(anna).fill("Гремит справа, просил перезвонить")
    expect(anna.get_by_text("Черновик сохранён")).to_be_visible()
    quiet.tell(f"transfer {call} 0125")
    expect(olga.locator(CARD)).to_contain_text("Гремит справа, просил перезвонить")
    expect(olga.locator(CARD)).to_contain_text("перевёл 0111 Петрова Анна")
    expect(anna.locator(CARD)).to_contain_text("переведён на 0125 Смирнова Ольга")
    note_of(olga).fill("Записала на среду")
    # Each has a note of their own, and sees the other's.
    expect(anna.locator(CARD)).to_contain_text("Записала на среду")
    expect(note_of(anna)).to_have_value("Гремит справа, просил перезвонить")
    picture(olga, "workspace-notes")
    quiet.tell(f"answer {call} 0125")
    quiet.tell(f"hang-up {call}")
    expect(olga.locator(CARD)).to_contain_text("разговор окончен")


def test_what_is_typed_on_a_card_keeps_it_and_a_new_call_takes_neither_focus_nor_place(desk, quiet, picture):
    page = desk("operator", "0205")
    first = quiet.begin("7559998", "89535237271", "Первый")
    expect(page.locator(CARD)).to_contain_text("Первый")
    quiet.tell(f"answer {first} 0205")
    note = note_of(page)
    note.click()
    page.evaluate("window.field = document.activeElement")
    page.keyboard.type("Слышно плохо")
    quiet.begin("7559998", "84957071336", "Второй")
    expect(page.locator("#others li:visible")).to_contain_text("Второй")
    page.keyboard.type(", перезвонить")
    quiet.tell(f"hang-up {first}")
    expect(page.locator(CARD)).to_contain_text("разговор окончен")
    page.keyboard.type(" завтра")
    assert page.evaluate("document.activeElement === window.field && field.isConnected")
    expect(note).to_have_value("Слышно плохо, перезвонить завтра")
    picture(page, "workspace-typing-and-ringing")
    # While a script is open Alt and a digit are its choices.
    page.locator("#others li:visible button").click()
    expect(page.locator(CARD)).to_contain_text("Второй")
    expect(page.locator(CARD)).to_have_count(1)
    expect(page.locator("#others li:visible")).to_contain_text("Первый")
    page.keyboard.press("Alt+Digit1")
    expect(note_of(page)).to_have_value("Слышно плохо, перезвонить завтра")
    page.locator("#others li:visible button").click()
    expect(page.locator(CARD)).to_contain_text("Второй")


def test_a_card_somebody_has_typed_on_does_not_leave_when_another_answers(desk, quiet):
    page = desk()
    call = quiet.begin(SERVICE, "89535237271")
    note_of(page).click()
    page.keyboard.type("Это Иванов")
    quiet.tell(f"answer {call} 0113")
    expect(page.locator(CARD)).to_contain_text("ответил 0113")
    page.keyboard.type(", он уже звонил")
    expect(note_of(page)).to_have_value("Это Иванов, он уже звонил")
    expect(note_of(page)).to_be_focused()
    second = quiet.begin(DIRECT, "84957071336", "Второй")
    expect(page.locator("#others li:visible")).to_contain_text("Второй")
    expect(note_of(page)).to_be_focused()
    note_of(page).blur()
    quiet.tell(f"answer {second} 0111")
    expect(page.locator(CARD)).to_contain_text("Второй")
    expect(page.locator("#others li:visible")).to_contain_text("8 (953) 523-72-71")


def test_the_second_call_of_a_number_within_a_minute_is_a_repeat_on_the_same_card(desk, quiet, picture):
    page = desk()
    # Nobody else has called with it within the minute.
    number = f"8953{random.randrange(10**6, 10**7)}"
    first = quiet.begin(DIRECT, number, "Константин")
    expect(page.locator(CARD)).to_be_visible()
    quiet.tell(f"answer {first} 0111")
    expect(page.locator(CARD)).to_have_class(re.compile("talking"))
    note_of(page).fill("Оборвалось")
    quiet.tell(f"hang-up {first}")
    expect(page.locator(CARD)).to_contain_text("разговор окончен")
    page.evaluate("window.card = document.querySelector('#card > .caller')")
    quiet.begin(DIRECT, number, "Константин")
    expect(page.locator(CARD)).to_have_class(re.compile("ringing"))
    expect(page.locator(CARD)).to_contain_text("2-й раз за минуту")
    expect(page.locator("#card > .caller")).to_have_count(1)
    assert page.evaluate("window.card.isConnected")
    expect(note_of(page)).to_have_value("Оборвалось")
    picture(page, "workspace-repeat")


def test_a_session_that_ends_in_mid_typing_loses_nothing(desk, reader, quiet):
    page = desk()
    call = quiet.begin(DIRECT, "89535237271")
    expect(page.locator(CARD)).to_be_visible()
    quiet.tell(f"answer {call} 0111")
    note_of(page).fill("Просил")
    expect(page.get_by_text("Черновик сохранён")).to_be_visible()
    # On its way when the session ends; the page hears of the end at once.
    page.route("**/card/note", lambda route: route.abort())
    note_of(page).fill("Просил счёт на юридическое лицо")
    other = page.context.new_page()
    other.goto(reader.url + "/card")
    other.get_by_role("button", name="Выйти").click()
    page.bring_to_front()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible(timeout=30_000)
    page.unroute("**/card/note")
    dialog.get_by_label("Пароль").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(note_of(page)).to_have_value("Просил счёт на юридическое лицо")
    wait_until(lambda: not drafts(page))
    # Another browser of the same person reads it from the server.
    fresh = reader.open("/login", person=None)
    log_in(fresh, "operator", "0111")
    expect(note_of(fresh)).to_have_value("Просил счёт на юридическое лицо")
    reader.complaints = [line for line in reader.complaints if "401" not in line and "ERR_FAILED" not in line]


def drafts(page):
    return page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('note:'))")


def test_what_is_typed_without_a_server_is_kept_in_the_browser_and_sent_later(desk, reader, quiet):
    page = desk()
    call = quiet.begin(DIRECT, "89535237271")
    expect(page.locator(CARD)).to_be_visible()
    quiet.tell(f"answer {call} 0111")
    page.route("**/card/note", lambda route: route.abort())
    note_of(page).fill("Без связи")
    expect(page.get_by_text("Сохранено на этом компьютере")).to_be_visible()
    page.unroute("**/card/note")
    page.reload()
    expect(note_of(page)).to_have_value("Без связи")
    wait_until(lambda: not drafts(page))
    page.reload()
    expect(note_of(page)).to_have_value("Без связи")
    reader.complaints = [complaint for complaint in reader.complaints if "ERR_FAILED" not in complaint]


def test_a_note_that_is_too_long_says_by_how_much_and_is_not_cut(desk, quiet, picture):
    page = desk()
    quiet.begin(DIRECT, "89535237271")
    note_of(page).fill("Ж" * 4_007)
    expect(page.locator(".note .error")).to_contain_text("сократите на 7")
    picture(page, "workspace-note-too-long")
    note_of(page).fill("Ж" * 4_000)
    expect(page.get_by_text("Черновик сохранён")).to_be_visible()
    expect(note_of(page)).to_have_value("Ж" * 4_000)


def test_the_sound_is_asked_for_rings_in_one_tab_only_and_stops_at_the_answer(desk, reader, quiet, picture):
    page = desk()
    # The log-in was a touch of another page.
    page.reload()
    button = page.locator("[data-sound]")
    expect(button).to_have_accessible_name("Включить звук")
    picture(page, "workspace-asks-for-sound")
    button.click()
    expect(button).to_have_attribute("data-sound", "on")
    other = page.context.new_page()
    other.goto(reader.url + "/card")
    other.locator("#main h1").click()
    expect(other.locator("[data-sound]")).to_have_attribute("data-sound", "on")
    ringing = "document.documentElement.hasAttribute('data-ringing')"
    call = quiet.begin(SERVICE, "89535237271")
    for tab in (page, other):
        expect(tab.locator(CARD)).to_have_class(re.compile("ringing"))
    assert [tab.evaluate(ringing) for tab in (page, other)] == [True, False]
    quiet.tell(f"answer {call} 0113")
    expect(page.locator("#idle")).to_be_visible()
    assert not page.evaluate(ringing)
    # Muted is muted for the browser, also when it is opened anew.
    button.click()
    expect(other.locator("[data-sound]")).to_have_attribute("data-sound", "off")
    page.reload()
    expect(page.locator("[data-sound]")).to_have_attribute("data-sound", "off")


@pytest.mark.parametrize("width", [360, 1440])
def test_numbers_and_names_of_any_length_and_kind_never_make_the_page_scroll_sideways(desk, quiet, picture, width):
    page = desk("operator", "0205", viewport={"width": width, "height": 800})
    name = "Имя\u202eакчиртопеЖ\x01\x1b[31m\u200f<b>" + "Ж" * 60
    quiet.begin("7559998", "8" * 200, name)
    expect(page.locator(CARD)).to_be_visible()
    quiet.begin("7559998", "9" * 200, name)
    expect(page.locator("#others li:visible")).to_be_visible()
    picture(page, f"workspace-hostile-{width}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("#main").evaluate("main => main.scrollWidth <= main.clientWidth")
    assert page.locator("#main b b").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_the_workspace_in_both_themes_and_narrow(desk, quiet, picture, width, scheme):
    page = desk("operator", "0205", viewport={"width": width, "height": 900}, color_scheme=scheme)
    first = quiet.begin("7559998", "89535237271", "Константин, АКПП ЦЕНТР")
    expect(page.locator(CARD)).to_be_visible()
    quiet.tell(f"answer {first} 0205")
    note_of(page).fill("Толчки при переключении 2-3, просил узнать срок по блоку управления")
    expect(page.get_by_text("Черновик сохранён")).to_be_visible()
    quiet.tell(f"hang-up {first}")
    expect(page.locator(CARD)).to_contain_text("разговор окончен")
    picture(page, f"workspace-over-{width}-{scheme}")
    note_of(page).blur()
    quiet.begin("7559998", "84957071336", "Пименов Евгений")
    expect(page.locator(CARD)).to_contain_text("Пименов Евгений")
    picture(page, f"workspace-tray-{width}-{scheme}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_pbxs_absence_is_said_and_typing_goes_on(desk, quiet):
    page = desk()
    call = quiet.begin(DIRECT, "89535237271")
    expect(page.locator(CARD)).to_be_visible()
    quiet.tell(f"answer {call} 0111")
    quiet.tell("cut 4")
    expect(page.locator("#pbx-banner")).to_contain_text(re.compile("АТС не отвечает с|Подключаемся"))
    note_of(page).fill("АТС молчит")
    expect(page.get_by_text("Черновик сохранён")).to_be_visible()
    expect(page.locator("#pbx-state")).to_have_text("АТС на связи", timeout=45_000)


def test_what_the_same_person_wrote_in_another_tab_is_not_overwritten(desk, reader, quiet):
    page = desk()
    call = quiet.begin(DIRECT, "89535237271")
    expect(page.locator(CARD)).to_be_visible()
    quiet.tell(f"answer {call} 0111")
    note_of(page).fill("Первое")
    expect(page.get_by_text("Черновик сохранён")).to_be_visible()
    other = page.context.new_page()
    other.goto(reader.url + "/card")
    expect(note_of(other)).to_have_value("Первое")
    # Its own text is before the person's eyes and stays there, without a draft of it.
    note_of(other).fill("Второе")
    expect(other.get_by_text("Черновик сохранён")).to_be_visible()
    wait_until(lambda: not drafts(other))
    field = f'[id="{note_of(other).get_attribute("id")}"]'
    note_of(page).fill("Третье")
    wait_until(lambda: not drafts(page) and "Третье" in page.locator(field).evaluate("field => field.defaultValue"))
    wait_until(lambda: "Третье" in other.locator(field).evaluate("field => field.defaultValue"))
    # The other field has had the focus all the time.
    assert note_of(other).input_value() == "Второе"
    note_of(other).press("End")
    other.keyboard.type("!")
    expect(note_of(other)).to_have_value(re.compile("Третье\n+Второе!"))
    expect(other.get_by_text("Черновик сохранён")).to_be_visible()
    reader.complaints = [complaint for complaint in reader.complaints if "409" not in complaint]


def test_a_card_whose_note_cannot_be_saved_stays_and_says_why(desk, reader, quiet):
    page = desk()
    call = quiet.begin(DIRECT, "89535237271")
    expect(page.locator(CARD)).to_be_visible()
    quiet.tell(f"answer {call} 0111")
    expect(page.locator(CARD)).to_have_class(re.compile("talking"))
    note_of(page).fill("Ж" * 4_007)
    quiet.tell(f"hang-up {call}")
    expect(page.locator(CARD)).to_contain_text("разговор окончен")
    # A change of the page does not call it saved.
    expect(page.locator(".note .error")).to_contain_text("сократите на 7")
    note_of(page).blur()
    # The contact first, then the card.
    page.keyboard.press("Alt+x")
    expect(page.locator(f"{CARD} .registered")).to_be_visible()
    page.locator("[data-close]").first.click()
    expect(note_of(page)).to_be_focused()
    expect(page.locator(".note .error")).to_contain_text("сократите на 7")
    page.route("**/card/note", lambda route: route.abort())
    note_of(page).fill("Без связи")
    page.locator("[data-close]").first.click()
    expect(page.locator("#closing-failed")).to_be_visible()
    expect(page.locator(CARD)).to_be_visible()
    page.unroute("**/card/note")
    page.locator("[data-close]").first.click()
    expect(page.locator("#idle")).to_be_visible()
    reader.complaints = [complaint for complaint in reader.complaints if "ERR_FAILED" not in complaint]


def test_what_one_person_typed_is_never_sent_as_another_who_logged_in_meanwhile(desk, reader, quiet):
    page = desk()
    call = quiet.begin(DIRECT, "89535237271")
    expect(page.locator(CARD)).to_be_visible()
    quiet.tell(f"answer {call} 0111")
    note_of(page).fill("Начало")
    expect(page.get_by_text("Черновик сохранён")).to_be_visible()
    page.context.clear_cookies()
    other = page.context.new_page()
    other.goto(reader.url + "/login")
    log_in(other, "operator2", "0125")
    page.evaluate("window.isOld = true")
    note_of(page).fill("Начало и конец")

    def is_loaded_anew():
        try:
            return not page.evaluate("window.isOld === true")
        except Error:
            # It is on its way.
            return False

    wait_until(is_loaded_anew)
    assert any("Начало и конец" in page.evaluate("key => localStorage.getItem(key)", key) for key in drafts(page))
    reader.complaints = [line for line in reader.complaints if "403" not in line and "401" not in line]


def test_s2_8_what_was_noted_stands_in_the_list_of_calls_and_does_not_break_its_row(desk, reader, quiet, picture):
    page = desk()
    call = quiet.begin(DIRECT, "89535237271", "Константин, АКПП ЦЕНТР")
    expect(page.locator(CARD)).to_be_visible()
    quiet.tell(f"answer {call} 0111")
    note_of(page).fill("Гремит справа, просил перезвонить и узнать срок по блоку управления")
    expect(page.get_by_text("Черновик сохранён")).to_be_visible()
    quiet.tell(f"hang-up {call}")
    expect(page.locator(CARD)).to_contain_text("разговор окончен")
    for width in (360, 1440):
        for theme in ("light", "dark"):
            list = reader.open("/calls", viewport={"width": width, "height": 740}, color_scheme=theme)
            row = list.locator("tr[data-row]", has_text="Гремит справа").first
            expect(row).to_be_visible()
            assert row.evaluate("row => row.offsetHeight") < 80
            assert list.evaluate("document.documentElement.scrollWidth <= innerWidth")
            picture(list, f"calls-noted-{width}-{theme}")
