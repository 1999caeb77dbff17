"""Ring-all calls over ten browsers with random answers, redirects, transfers and hang-ups: no card left, none missing, none
doubled. PRIYOM_RING_ALL_CALLS says how many calls, PRIYOM_RING_ALL_SEED which ones."""

import os
import random

import pytest
from playwright.sync_api import expect

from floor import Desk, Floor
from test_login import log_in
from test_workspace import close_all

PHONES = [f"03{number:02}" for number in range(10)]
QUEUE, DID = "night", "7770044"
CALLS = int(os.environ.get("PRIYOM_RING_ALL_CALLS", "20"))


@pytest.fixture()
def floor(reader, quiet):
    for phone in PHONES:
        quiet.tell(f"join {QUEUE} {phone}")
    desks = []
    for number, phone in enumerate(PHONES):
        page = reader.open("/login", person=None)
        log_in(page, f"desk{number}", phone)
        expect(page.locator("#main h1 + span")).to_contain_text(phone, timeout=30_000)
        # Of a run before that came to no end.
        close_all(page)
        desks.append(Desk(page, phone))
    yield Floor(quiet, desks, random.Random(int(os.environ.get("PRIYOM_RING_ALL_SEED", "1"))))
    for call in quiet.calls:
        quiet.tell(f"hang-up {call['linkedID']}")
    for phone in PHONES:
        quiet.tell(f"leave {QUEUE} {phone}")


@pytest.mark.timeout(300 + 5 * CALLS)
def test_s3_2_no_card_is_left_missing_or_doubled_at_ten_phones(floor):
    floor.run(CALLS, DID)
    print(floor.begun, "calls:", floor.steps)
    assert floor.differences == []
    for desk in floor.desks:
        expect(desk.page.locator("#idle")).to_be_visible()
