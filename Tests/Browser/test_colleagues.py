"""The panel of colleagues, beside the card and beside Online."""

import re

from playwright.sync_api import expect

from conftest import wait_until
from test_workspace import CARD, DIRECT, desk  # noqa: F401: a fixture


def test_a_colleague_is_seen_ringing_and_talking(reader, quiet, picture):
    reader.open("/card", person="operator")
    colleague = reader.open("/card", person="operator2")
    panel = colleague.locator("#colleagues")
    anna = panel.locator("li", has_text="Петрова Анна")
    supervisor = reader.open("/online")
    quiet.call("queue")
    expect(anna).to_contain_text("звонит")
    # Whose calls one may not see, of those one is told no more than what they do.
    expect(anna.locator(".phone")).to_have_count(0)
    talking = supervisor.locator("#colleagues li", has=supervisor.locator(".line.talking"))
    quiet.call("queue", 3)
    expect(talking.first).to_be_visible(timeout=30_000)
    expect(talking.first.locator(".phone")).to_be_visible()
    picture(supervisor, "colleagues")


def test_who_is_shown_is_chosen_and_kept(reader, pbx, picture):
    page = reader.open("/online", person="admin")
    expect(page.locator("#colleagues")).to_contain_text("Никто не выбран")
    page.get_by_role("button", name="Выбрать").click()
    page.get_by_label("Смирнова Ольга").check()
    picture(page, "colleagues-choice")
    page.get_by_role("button", name="Сохранить").click()
    expect(page).to_have_url(reader.url + "/online")
    expect(page.locator("#colleagues li")).to_have_count(1)
    expect(page.locator("#colleagues")).to_contain_text("Смирнова Ольга")
    page.reload()
    expect(page.locator("#colleagues")).to_contain_text("Смирнова Ольга")
    page.get_by_role("button", name="Выбрать").click()
    page.get_by_label("Смирнова Ольга").uncheck()
    page.get_by_role("button", name="Сохранить").click()
    expect(page.locator("#colleagues")).to_contain_text("Никто не выбран")


def test_s4_25_a_call_that_rings_a_colleague_is_picked_up(desk, quiet, picture):  # noqa: F811
    anna, olga = desk(), desk("operator2", "0125")
    row = olga.locator("#colleagues li", has_text="Петрова Анна")
    expect(row.get_by_role("button", name="Перехватить")).to_have_count(0)
    quiet.begin(DIRECT, "89535237271", "Константин")
    expect(anna.locator(CARD)).to_have_class(re.compile("ringing"))
    button = row.get_by_role("button", name="Перехватить")
    expect(button).to_be_visible()
    picture(olga, "colleagues-pick-up")
    olga.set_viewport_size({"width": 360, "height": 780})
    picture(olga, "colleagues-pick-up-narrow")
    button.click()
    wait_until(lambda: [call["ringing"] for call in quiet.calls] == [["0125"]])
    expect(olga.locator(CARD)).to_have_class(re.compile("ringing"))
    expect(olga.locator(CARD)).to_contain_text("Константин")
    expect(button).to_have_count(0)
    expect(olga.locator(".colleagues > [data-refusal]")).to_be_empty()


def test_a_call_that_is_over_by_the_time_of_the_press_is_told(desk, reader, quiet):  # noqa: F811
    desk()
    olga = desk("operator2", "0125")
    row = olga.locator("#colleagues li", has_text="Петрова Анна")
    call = quiet.begin(DIRECT, "89535237271")
    form = row.locator("[data-pick-up]")
    expect(form).to_be_visible()
    # The row as it was stays on the page, as if the press came before the news.
    form.evaluate("form => form.closest('.colleagues').querySelector('header').append(form.cloneNode(true))")
    quiet.tell(f"hang-up {call}")
    expect(form).to_have_count(0)
    olga.locator(".colleagues header [data-pick-up] button").click()
    expect(olga.locator(".colleagues > [data-refusal]")).to_contain_text("Звонка уже нет")
    # What is refused is answered with 422, which the console tells of.
    reader.complaints[:] = [complaint for complaint in reader.complaints if "422" not in complaint]
