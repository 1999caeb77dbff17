"""A letter comes into a box on a real IMAP server, becomes a contact, and is answered from its card; the client's answer goes on with the
same contact (requirement S3.25)."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import expect

import business
from conftest import wait_until
from post_office import office  # noqa: F401: a fixture


class House:
    """Debian's dovecot in a folder of its own, with the box `anna`."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="priyom-mail-", dir="/tmp"))
        self.folder.chmod(0o755)
        self.box = self.folder / "mail" / "anna"
        for name in ("new", "cur", "tmp"):
            (self.box / name).mkdir(parents=True)
        # As root it reads mail as nobody.
        self.reader, self.group = (os.getuid(), os.getgid()) if os.getuid() else (65534, 65534)
        for folder in (self.box.parent, self.box, *self.box.iterdir()):
            os.chown(folder, self.reader, self.group)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        own = ""
        if os.getuid():
            user = os.environ.get("USER", "nobody")
            own = f"default_internal_user = {user}\ndefault_login_user = {user}\n" + "".join(
                f"service {name} {{\n  chroot =\n}}\n" for name in ("anvil", "imap-login", "stats")
            )
        (self.folder / "dovecot.conf").write_text(
            f"""
protocols = imap
base_dir = {self.folder}/run
state_dir = {self.folder}/run
log_path = {self.folder}/log
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
first_valid_uid = 0
first_valid_gid = 0
mail_location = maildir:{self.folder}/mail/%u
passdb {{
  driver = static
  args = password=s3cret
}}
userdb {{
  driver = static
  args = uid={self.reader} gid={self.group} home={self.folder}/mail/%u
}}
service imap-login {{
  inet_listener imap {{
    port = {self.port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
{own}
"""
        )
        self.server = subprocess.Popen(["/usr/sbin/dovecot", "-F", "-c", str(self.folder / "dovecot.conf")])
        wait_until(self.listens, seconds=20)

    def listens(self):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def deliver(self, message, number=[0]):
        number[0] += 1
        name = f"{int(time.time())}.B{number[0]}.priyom"
        (self.box / "tmp" / name).write_bytes(message.as_bytes())
        (self.box / "tmp" / name).rename(self.box / "new" / name)

    def stop(self):
        self.server.send_signal(signal.SIGTERM)
        self.server.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


@pytest.fixture()
def house(pbx):
    business.stand_up()
    house = House()
    yield house
    business.change("UPDATE mail_boxes SET is_hidden = 1")
    house.stop()


def letter(subject, text, identity, **headers):
    message = EmailMessage()
    message["From"] = "Вера Климова <vera@example.org>"
    message["To"] = "info@example.org"
    message["Subject"] = subject
    message["Message-ID"] = identity
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def contact_of(subject):
    found = business.rows("SELECT contact_id FROM mails WHERE subject = ?", subject)
    return found[0]["contact_id"] if found else None


def test_s3_25_a_letter_becomes_a_contact_and_is_answered(house, office, reader, picture):
    page = reader.open("/directories/mail-boxes/new", "admin")
    page.get_by_label("Название").fill(f"Почта {house.port}")
    page.get_by_label("Адрес ящика").fill("info@example.org")
    page.get_by_label("Причина обращения").select_option(index=1)
    page.get_by_label("Сервер IMAP").fill("127.0.0.1")
    page.get_by_label("Порт").fill(str(house.port))
    page.get_by_label("Шифрование").select_option(label="Без шифрования")
    page.locator("#field-login").fill("anna")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#mail")).to_contain_text("Нет пароля")
    address = page.url.split("?")[0]
    page.locator("#mail input[type=password]").fill("wrong")
    page.get_by_role("button", name="Сохранить пароль").click()
    expect(page.locator("#mail")).to_contain_text("Пароль сохранён")
    wait_until(lambda: page.goto(address) and "не принял имя или пароль" in page.locator("#mail").inner_text(), seconds=40)
    picture(page, "mail-box-refused")
    page.locator("#mail input[type=password]").fill("s3cret")
    page.get_by_role("button", name="Сохранить пароль").click()
    wait_until(lambda: page.goto(address) and "Работает" in page.locator("#mail").inner_text(), seconds=40)
    picture(page, "mail-box")

    message = letter("Заявка <b>на ремонт", "Стучит подвеска", "<first@example.org>")
    message.add_alternative("<p style='color:red'>Стучит <b>подвеска</b></p><script>document.title='evil'</script>", subtype="html")
    message.add_attachment(b"%PDF-1.4 test", maintype="application", subtype="pdf", filename="Счёт.pdf")
    message.add_attachment(b"MZ program", maintype="application", subtype="octet-stream", filename="photo.jpg")
    house.deliver(message)
    wait_until(lambda: contact_of("Заявка <b>на ремонт"), seconds=60)
    contact = contact_of("Заявка <b>на ремонт")
    card = reader.open(f"/contacts/{contact}", "supervisor")
    mails = card.locator("#mails")
    expect(mails).to_contain_text("Заявка <b>на ремонт")
    expect(mails).to_contain_text("Стучит подвеска")
    expect(mails).to_contain_text("Среди файлов есть программа")
    mails.get_by_text("Как оформил отправитель").click()
    expect(mails.frame_locator("iframe").locator("p")).to_have_css("color", "rgb(255, 0, 0)")
    assert "evil" not in card.title()
    # That the letter's script was kept from running stands on the console.
    assert any("sandboxed" in words for words in reader.complaints)
    reader.complaints[:] = [words for words in reader.complaints if "sandboxed" not in words]
    with card.expect_download() as download:
        mails.get_by_role("link", name="Счёт.pdf").click()
    assert Path(download.value.path()).read_bytes() == b"%PDF-1.4 test"
    picture(card, "mail-contact")

    mails.get_by_role("link", name="Ответить").click()
    card.locator("#answer-text").fill("Приезжайте завтра в 9:00")
    picture(card, "mail-answer")
    card.keyboard.press("Control+Enter")
    expect(card.locator("#letters")).to_contain_text("Ответ")
    _, recipients, sent = office.opened()
    assert recipients == ["vera@example.org"]
    assert sent["Subject"] == "Re: Заявка <b>на ремонт" and sent["In-Reply-To"] == "<first@example.org>"
    assert sent["Reply-To"] == "info@example.org" and "Auto-Submitted" not in sent

    house.deliver(letter("Re: Заявка", "Буду", "<second@example.org>", In_Reply_To=sent["Message-ID"]))
    wait_until(lambda: contact_of("Re: Заявка"), seconds=60)
    assert contact_of("Re: Заявка") == contact
    card.goto(card.url.split("#")[0])
    expect(card.locator("#mails li.grow, #mails > ul > li")).to_have_count(2)
