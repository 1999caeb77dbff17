"""The register of missed calls: two people at once, reasons, handing over, hiding, spam, the live count."""

import re

from playwright.sync_api import expect

from conftest import wait_until

# A queue that nobody is in, and a number that rings one phone.
NIGHT = "7770044"
DIRECT = "7559996"
next_number = iter(range(1_000_000, 2_000_000))


def somebody():
    return f"8916{next(next_number)}"


def miss(pbx, number, dialled=NIGHT):
    """A call that counts as missed at once: nobody is there, or the phone declines it."""
    call = pbx.tell(f"begin {dialled} {number}")
    if dialled == NIGHT:
        wait_until(lambda: call in pbx.tell("calls"))
        pbx.tell(f"hang-up {call}")
    else:
        wait_until(lambda: '"0111"' in pbx.tell("calls"))
        pbx.tell(f"hang-up {call} 0111")
    wait_until(lambda: pbx.live_channels == 0)


def written(number):
    return f"8 ({number[1:4]}) {number[4:7]}-{number[7:9]}-{number[9:11]}"


def row(page, number):
    return page.locator("tbody[data-row]", has_text=written(number))


def shown(reader, number, person="supervisor", path="/missed", **settings):
    """The register, once the call stands in it."""
    page = reader.open(path, person, **settings)

    def is_there():
        page.reload()
        return row(page, number).count() > 0

    wait_until(is_there)
    return page


def test_s0_62_repeats_of_a_caller_stand_together_and_unfold(reader, quiet, picture):
    twice, once = somebody(), somebody()
    miss(quiet, twice)
    miss(quiet, once, DIRECT)
    miss(quiet, "8" + twice[1:])
    miss(quiet, "anonymous")
    page = shown(reader, twice)
    wait_until(lambda: page.reload() and row(page, twice).get_by_text("×2").count())
    expect(row(page, twice)).to_contain_text("на месте никого")
    expect(row(page, twice)).to_contain_text("перезвонить до")
    expect(row(page, once).locator("td").nth(4)).to_have_text("0111")
    expect(page.locator("tbody[data-row]", has_text="АОН не передан")).not_to_have_count(0)
    attempts = row(page, twice).locator(".attempt")
    expect(attempts.first).to_be_hidden()
    row(page, twice).get_by_text("×2").click()
    expect(attempts).to_have_count(2)
    expect(attempts.first).to_be_visible()
    expect(attempts.last).to_contain_text("попытка 1")
    picture(page, "missed-unfolded")
    page.get_by_role("link", name="По звонкам").click()
    expect(row(page, twice)).to_have_count(2)
    # Nobody's is what rang no one's phone personally.
    page.get_by_role("link", name="Ничьи").click()
    expect(row(page, twice)).to_have_count(2)
    expect(row(page, once)).to_have_count(0)


def test_s0_60_a_call_is_marked_as_not_missed_by_keys_with_a_reason_and_taken_back(reader, quiet, picture):
    number = somebody()
    miss(quiet, number)
    page = shown(reader, number, "operator")
    expect(page.get_by_role("button", name="Назначить")).to_have_count(0)
    page.keyboard.press("j")
    expect(row(page, number).locator("tr").first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("KeyE")
    expect(page.get_by_label("Почему не пропущенный")).to_be_focused()
    picture(page, "missed-reason")
    page.get_by_label("Почему не пропущенный").select_option("wrong_number")
    page.locator("main").get_by_label("Примечание").fill("ищут другую <b>фирму</b>")
    page.keyboard.press("Enter")
    expect(page.locator(".toast")).to_contain_text("Отмечено «не является пропущенным»: 1 звонок")
    expect(row(page, number)).to_have_count(0)
    expect(page).not_to_have_url(re.compile("done"))
    picture(page, "missed-toast")
    page.get_by_role("link", name="Все", exact=True).click()
    expect(row(page, number)).to_contain_text("ошиблись номером · ищут другую <b>фирму</b> · Петрова Анна")
    expect(row(page, number).get_by_role("checkbox", name="Снова считать")).to_be_checked()
    page.go_back()
    page.reload()
    # The way back is offered once; who wants it later unticks the box.
    page.get_by_role("link", name="Все", exact=True).click()
    row(page, number).get_by_role("checkbox", name="Снова считать").click()
    expect(row(page, number)).to_contain_text("перезвонить до")
    # The page listens to keys once it has put the notice out of its address.
    expect(page).not_to_have_url(re.compile("done"))
    page.keyboard.press("KeyZ")
    expect(page.locator(".toast")).to_contain_text("Возвращено: 1")
    expect(row(page, number)).to_contain_text("ошиблись номером")


def test_s2_25_calls_are_handed_to_a_person_or_hidden_and_of_two_at_once_the_second_is_told(reader, quiet, picture):
    first, second = somebody(), somebody()
    miss(quiet, first)
    miss(quiet, second)
    page = shown(reader, second)
    other = shown(reader, second, "admin")
    for number in (first, second):
        row(page, number).get_by_role("checkbox", name="Отметить").check()
    expect(page.locator("[data-marked]")).to_have_text("2")
    page.keyboard.press("KeyA")
    page.get_by_label("Кому назначить").select_option(label="Смирнова Ольга")
    picture(page, "missed-marking")
    page.keyboard.press("Enter")
    expect(page.locator(".toast")).to_contain_text("Назначено: 2 звонка")
    expect(row(page, first)).to_contain_text("назначен: Смирнова Ольга")
    # The administrator's page still shows them as nobody's.
    row(other, first).get_by_role("checkbox", name="Отметить").check()
    other.get_by_role("button", name="Скрыть").click()
    expect(other.locator(".toast.bad")).to_contain_text("Не изменено: 1. Это уже изменил кто-то другой")
    expect(row(other, first)).to_contain_text("назначен: Смирнова Ольга")
    picture(other, "missed-refused")
    mine = reader.open("/missed?view=mine", "operator2")
    expect(row(mine, first)).to_have_count(1)
    # Seen as it is now it can be hidden, and found again.
    row(other, first).get_by_role("checkbox", name="Отметить").check()
    other.get_by_role("button", name="Скрыть").click()
    expect(row(other, first)).to_have_count(0)
    other.get_by_role("link", name="Скрытые").click()
    expect(row(other, first)).to_contain_text("скрыт")
    row(other, first).get_by_role("button", name="Вернуть в реестр").click()
    expect(other.locator(".toast")).to_contain_text("Возвращено в реестр: 1 звонок")
    mine.reload()
    expect(row(mine, first)).to_have_count(1)


def test_s0_61_who_was_reached_waits_no_longer(reader, quiet, picture):
    number = somebody()
    miss(quiet, number)
    page = shown(reader, number)
    call = quiet.tell(f"begin {DIRECT} {number}")
    wait_until(lambda: '"0111"' in quiet.tell("calls"))
    quiet.tell(f"answer {call} 0111")
    # Ten seconds of conversation reach somebody; the card counts them.
    card = reader.open("/card?extension=0111")
    expect(card.locator(".caller .timer")).to_have_text(re.compile(r"0:1[1-9]"), timeout=25_000)
    quiet.tell(f"hang-up {call}")

    def is_gone():
        page.reload()
        return row(page, number).count() == 0

    wait_until(is_gone)
    page.get_by_role("link", name="Все", exact=True).click()
    expect(row(page, number)).to_contain_text(re.compile(r"перезвонил сам \d\d:\d\d"))
    expect(row(page, number)).to_contain_text(re.compile(r"0111\)?, через \d"))
    picture(page, "missed-reached")


def test_a_number_marked_as_spam_raises_no_card_and_does_not_count_until_it_is_restored(reader, quiet, picture):
    number = somebody()
    miss(quiet, number)
    page = shown(reader, number)
    row(page, number).get_by_role("checkbox", name="Отметить").check()
    page.get_by_role("button", name="Спам", exact=True).click()
    expect(page.locator(".toast")).to_contain_text("Отмечено как спам: 1 номер")
    expect(row(page, number)).to_have_count(0)

    card = reader.open("/card?extension=0111")
    expect(card.locator("#idle")).to_be_visible()
    call = quiet.tell(f"begin {DIRECT} {number}")
    wait_until(lambda: '"0111"' in quiet.tell("calls"))
    expect(card.locator("#line")).to_contain_text("звонит")
    expect(card.locator("#idle")).to_be_visible()
    expect(card.locator(".caller")).to_have_count(0)
    quiet.tell(f"hang-up {call}")
    wait_until(lambda: quiet.live_channels == 0)

    page.get_by_role("link", name="Спам-номера").click()
    spam = page.locator("tr", has_text=written(number))
    expect(spam).to_contain_text("Рогова Мария")
    wait_until(lambda: page.reload() and spam.locator(".num").inner_text() == "2")
    picture(page, "missed-spam")
    spam.get_by_role("button", name="Вернуть").click()
    expect(page.locator("tr", has_text=written(number))).to_have_count(0)

    call = quiet.tell(f"begin {DIRECT} {number}")
    expect(card.locator(".caller")).to_contain_text(written(number), timeout=10_000)
    quiet.tell(f"hang-up {call}")
    shown(reader, number)


def test_without_a_script_the_forms_do_the_same(reader, quiet, picture):
    number = somebody()
    miss(quiet, number)
    shown(reader, number)
    page = reader.open("/missed", java_script_enabled=False)
    row(page, number).get_by_role("checkbox", name="Не является пропущенным").click()
    expect(page.locator(".toast")).to_contain_text("Отмечено «не является пропущенным»: 1 звонок")
    page.get_by_role("button", name="Вернуть").click()
    expect(page.locator(".toast")).to_contain_text("Возвращено: 1")
    expect(row(page, number)).to_have_count(1)
    row(page, number).get_by_role("button", name="Назначить").click()
    expect(page.locator(".toast.bad")).to_contain_text("Не выбрано")


def test_the_look_at_every_width_and_in_the_dark(reader, quiet, picture):
    number = somebody()
    miss(quiet, number)
    shown(reader, number, path="/missed?view=all")
    for width, scheme in ((360, "light"), (1024, "dark"), (1920, "light")):
        page = reader.open(
            "/missed?view=all", viewport={"width": width, "height": 800}, color_scheme=scheme
        )
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        picture(page, f"missed-{width}-{scheme}")
    page = reader.open("/missed?lang=en&view=all")
    expect(page.get_by_role("heading", level=1)).to_have_text("Missed calls")
