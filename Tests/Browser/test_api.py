"""The API as another program uses it: let in by a token of the command line, in and out over the real server."""

import json
import os
import pathlib
import subprocess
import urllib.error
import urllib.parse
import urllib.request
import uuid

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from playwright.sync_api import expect

PRIYOM = pathlib.Path(__file__).parents[2] / ".build/debug/priyom"


@pytest.fixture(scope="session")
def erp(url):
    """A program with a token of the supervisor."""
    name = f"erp-{uuid.uuid4()}"
    permissions = [word for permission in ("clients", "contacts", "directories") for word in ("--permission", permission)]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PRIYOM_")}
    made = subprocess.run(
        [PRIYOM, "token", "add", name, "--user", "supervisor", *permissions, "--database", os.environ["PRIYOM_TEST_DATABASE"]],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return Program(url + "/api/v1", made.stdout.strip())


class Program:
    def __init__(self, address, token):
        self.address = address
        self.token = token

    def ask(self, method, path, body=None, **headers):
        headers |= {"Authorization": f"Bearer {self.token}"} | ({"Content-Type": "application/json"} if body else {})
        data = json.dumps(body).encode() if body else None
        request = urllib.request.Request(self.address + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as answer:
            assert answer.headers["Content-Type"] == "application/problem+json"
            return answer.code, json.load(answer)


def test_the_description_is_openapi_and_every_schema_in_it_is_one(erp):
    _, description = erp.ask("GET", "/openapi.json")
    OpenAPIV31SpecValidator(description).validate()
    for name, schema in description["components"]["schemas"].items():
        Draft202012Validator.check_schema(schema)
        assert schema["type"] == "object", name


def test_a_client_that_an_erp_puts_in_is_found_on_the_page_and_what_people_change_comes_out(erp, reader):
    _, before = erp.ask("GET", "/clients/changed?after=now")
    new = {"name": "Ведерников Аполлон", "phones": [{"number": "8 (921) 555-07-77", "kind": "mobile"}]}
    key = str(uuid.uuid4())
    status, client = erp.ask("POST", "/clients", new, **{"Idempotency-Key": key})
    assert status == 201 and client["phones"][0]["e164"] == "+79215550777"
    # The answer was lost on its way.
    assert erp.ask("POST", "/clients", new, **{"Idempotency-Key": key}) == (201, client)

    page = reader.open("/clients?q=dtlthybrjd")
    page.get_by_text("Ведерников Аполлон").click()
    expect(page.locator("main")).to_contain_text("8 (921) 555-07-77")
    page.goto(f"{page.url}/edit")
    page.get_by_label("Контрагент").fill("Ведерников Аполлон Львович")
    page.keyboard.press("Control+Enter")
    expect(page.locator("main")).to_contain_text("Ведерников Аполлон Львович")

    _, news = erp.ask("GET", f"/clients/changed?after={before['cursor']}")
    assert [item["name"] for item in news["items"] if item["id"] == client["id"]] == ["Ведерников Аполлон Львович"]
    status, problem = erp.ask("PATCH", f"/clients/{client['id']}", {"version": 1, "note": "VIP"})
    assert status == 409 and problem["current"]["version"] == 2


def test_a_filter_that_a_program_saves_is_called_up_on_the_page_and_the_other_way_round(erp, reader):
    name = f"От программы {uuid.uuid4().hex[:8]}"
    new = {"name": name, "filter": {"sort": "-client", "appointment": "no", "period": "week"}}
    status, saved = erp.ask("POST", "/registry-filters", new)
    assert status == 201 and saved["query"] == "period=week&appointment=no&sort=-client"

    page = reader.open("/registry")
    page.locator("summary", has_text="Мои фильтры").click()
    page.get_by_role("link", name=name).click()
    # The page knows by its address which one it shows.
    expect(page.locator("summary", has_text=name)).to_be_visible()
    page.locator("summary", has_text=name).click()
    page.get_by_role("button", name=f"Удалить фильтр: {name}").click()
    expect(page.locator("summary", has_text=name)).to_have_count(0)
    path = f"/registry-filters/{urllib.parse.quote(name, safe='')}"
    assert erp.ask("GET", path)[0] == 404


def test_a_stranger_is_told_nothing_but_how_to_ask(url):
    status, problem = Program(url + "/api/v1", "priyom_" + "a" * 43).ask("GET", "/clients")
    assert status == 401 and problem["code"] == "token_unknown"
