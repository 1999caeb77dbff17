"""The mail server to which the product's letters go in tests."""

import email
import email.policy
import os

import pytest
from aiosmtpd.controller import Controller

from conftest import wait_until


class PostOffice:
    """A mail server that keeps what it takes: of each letter the sender, the recipients and the bytes."""

    def __init__(self):
        self.letters = []
        self.refuses = False

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.refuses:
            return "550 5.1.1 <b>no</b> such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.letters.append((envelope.mail_from, list(envelope.rcpt_tos), envelope.content))
        return "250 Taken"

    def opened(self, place=0):
        """The sender, the recipients and the message of a letter, once it is there."""
        wait_until(lambda: len(self.letters) > place, seconds=30)
        sender, recipients, content = self.letters[place]
        return sender, recipients, email.message_from_bytes(content, policy=email.policy.default)


@pytest.fixture()
def office():
    office = PostOffice()
    controller = Controller(office, hostname="127.0.0.1", port=int(os.environ["PRIYOM_TEST_MAIL_PORT"]))
    controller.start()
    yield office
    controller.stop()
