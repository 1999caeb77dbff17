"""The simulated PBX behind the pages, told what to do by its control port: a command a line, an answer a line."""

import json
import socket


class Simulator:
    def __init__(self, address):
        host, _, port = address.rpartition(":")
        self.connection = socket.create_connection((host, int(port)), timeout=30)
        self.lines = self.connection.makefile("rw", encoding="utf-8", newline="\n")

    def tell(self, command):
        self.lines.write(command + "\n")
        self.lines.flush()
        answer = self.lines.readline().strip()
        assert answer and not answer.startswith("error"), f"{command}: {answer}"
        return answer

    def call(self, pattern, count=1):
        self.tell(f"call {pattern} {count}")

    def begin(self, dialled, number="", name=""):
        """A call from outside that nobody answers before somebody is told to. Returns its Linkedid."""
        return self.tell(f"begin {dialled} {number} {name}".rstrip())

    @property
    def calls(self):
        """Which phones every call rings, and which speak in it: the truth."""
        return json.loads(self.tell("calls"))

    @property
    def dialled(self):
        """The phones that were called last, and when that was written, in microseconds since 1970."""
        return json.loads(self.tell("dialled"))

    @property
    def live_channels(self):
        return json.loads(self.tell("status"))["liveChannels"]
