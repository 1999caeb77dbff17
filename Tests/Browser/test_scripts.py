"""The editor of scripts: the picture, checks beside the line, versions, the trial that registers nothing."""

from playwright.sync_api import expect

import business


def test_a_script_is_drawn_checked_saved_as_a_new_version_and_exported(reader, picture):
    page = reader.open("/scripts")
    expect(page.locator(".script-diagram .step")).to_have_count(14)
    expect(page.locator(".script-diagram")).to_contain_text("Поиск клиента")
    picture(page, "script")
    text = page.locator(".script-editor textarea")
    good = text.input_value()
    text.fill(good.replace("act: identify", "act: identifi"))
    page.get_by_role("button", name="Проверить").click()
    expect(page.locator(".findings")).to_contain_text("Значение act не подходит")
    text.fill(good.replace("to: informed", "to: informd"))
    page.get_by_role("button", name="Проверить").click()
    expect(page.locator(".findings")).to_contain_text("Шага informd нет")
    expect(page.locator(".script-diagram .wrong").first).to_be_visible()
    picture(page, "script-wrong")
    page.locator(".findings [data-line]").first.click()
    assert page.evaluate("getSelection().toString()").strip().startswith("- id:")
    text.fill(good.replace("{company}! Здравствуйте!", "{time_of_day}! {company}."))
    page.keyboard.press("Control+Enter")
    expect(page.locator(".notice.good")).to_contain_text("Новая версия сохранена")
    expect(page.locator("aside .rows li")).to_have_count(2)
    # The old one again, as a third.
    page.locator("aside .rows a").last.click()
    expect(text).to_have_value(good)
    page.keyboard.press("Control+Enter")
    expect(page.locator("aside .rows li")).to_have_count(3)
    with page.expect_download() as download:
        page.get_by_role("link", name="Выгрузить").click()
    assert open(download.value.path(), encoding="utf-8").read().strip() == good.strip()
    # A refused text is answered with 422, which the console tells of.
    reader.complaints[:] = [complaint for complaint in reader.complaints if "422" not in complaint]


def test_a_trial_leads_through_the_steps_and_registers_nothing(reader, picture):
    business.stand_up()
    before = business.rows("SELECT COUNT(*) AS number FROM contacts")[0]["number"]
    page = reader.open("/scripts")
    page.get_by_role("link", name="Попробовать").click()
    form = page.locator(".intake form")
    expect(form).to_have_attribute("data-step", "reason")
    page.keyboard.press("Alt+1")
    page.keyboard.press("Control+Enter")
    expect(form).to_have_attribute("data-step", "identify")
    picture(page, "script-trial")
    page.keyboard.press("Alt+2")
    page.keyboard.press("Control+Enter")
    expect(form).to_have_attribute("data-step", "first_time")
    page.keyboard.press("Control+Enter")
    expect(form).to_have_attribute("data-step", "master")
    page.keyboard.type("рожин")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".intake .registered")).to_contain_text("ничего не зарегистрировано")
    assert business.rows("SELECT COUNT(*) AS number FROM contacts")[0]["number"] == before


def test_an_operator_edits_no_scripts(reader):
    page = reader.open("/scripts", person="operator")
    reader.complaints.clear()
    expect(page.locator("main")).to_contain_text("нет права")
