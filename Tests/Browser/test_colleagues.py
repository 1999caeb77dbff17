"""The panel of colleagues, beside the card and beside Online."""

from playwright.sync_api import expect


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
