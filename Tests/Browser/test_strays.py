"""Recordings that belong to no call: listed for an administrator, and played."""

import os
import pathlib
import re
import struct
import uuid

import pytest
from playwright.sync_api import expect

FOLDER = pathlib.Path(os.environ.get("PRIYOM_TEST_DATABASE", "/nowhere")).parent / "recordings"


@pytest.fixture()
def stray():
    """A second of silence that no call knows."""
    FOLDER.mkdir(exist_ok=True)
    file = FOLDER / f"stray-{uuid.uuid4().hex[:6]}-20260403-150200.wav"
    sound = bytes(16_000)
    head = b"RIFF" + struct.pack("<I", 36 + len(sound)) + b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, 8_000, 16_000, 2, 16)
    file.write_bytes(head + b"data" + struct.pack("<I", len(sound)) + sound)
    yield file.name
    file.unlink()


def test_s4_6_a_recording_without_a_call_is_found_by_its_day_and_played(stray, reader, picture):
    page = reader.open("/conversations", "admin")
    page.get_by_role("link", name="Записи без звонка").click()
    page.get_by_label("День").fill("2026-04-03")
    page.get_by_role("button", name="Показать").click()
    row = page.locator("tbody tr").filter(has_text=stray)
    expect(row).to_contain_text("16 КБ")
    player = row.locator("audio")
    player.evaluate("audio => { audio.muted = true; return audio.play() }")
    page.wait_for_function("document.querySelector('audio').duration > 0.9")
    picture(page, "recordings-strays")
    page.set_viewport_size({"width": 360, "height": 780})
    picture(page, "recordings-strays-narrow")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.goto(reader.url + "/recordings/strays?day=2026-04-02")
    expect(page.locator("main")).not_to_contain_text(stray)
    supervisor = reader.open("/conversations", "supervisor")
    expect(supervisor.locator("h1")).to_be_visible()
    expect(supervisor.get_by_role("link", name=re.compile("Записи без звонка"))).to_have_count(0)
