"""A wire between browser and server that can be cut, and that can fall silent without being cut."""

import selectors
import socket
import threading


class Wire:
    def __init__(self, host, port):
        self.target = (host, port)
        self.pairs = {}
        # What each browser's connection asked for last.
        self.requests = {}
        self.is_silent = False
        self.is_closed = False
        self.lock = threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.listener.settimeout(0.05)
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def cut(self):
        """Closes every connection; new ones are let through."""
        with self.lock:
            for end in list(self.pairs):
                end.close()
            self.pairs.clear()

    def streams(self):
        """The addresses of the event streams that are open now."""
        with self.lock:
            return [self.requests[end] for end in self.pairs if self.requests.get(end, "").startswith("/live?")]

    def close(self):
        self.is_closed = True
        self.thread.join()
        self.cut()
        self.listener.close()

    def run(self):
        while not self.is_closed:
            self.accept()
            with self.lock:
                self.carry()

    def accept(self):
        try:
            browser, _ = self.listener.accept()
        except TimeoutError:
            return
        server = socket.create_connection(self.target)
        with self.lock:
            self.pairs |= {browser: server, server: browser}

    def carry(self):
        if self.is_silent or not self.pairs:
            return
        with selectors.DefaultSelector() as ready:
            for end in self.pairs:
                ready.register(end, selectors.EVENT_READ)
            readable = [key.fileobj for key, _ in ready.select(timeout=0)]
        for end in readable:
            other = self.pairs.get(end)
            if other is None:
                continue
            try:
                data = end.recv(65_536)
                if data.startswith((b"GET ", b"POST ")):
                    self.requests[end] = data.split(b" ", 2)[1].decode()
                other.sendall(data)
            except OSError:
                data = b""
            if not data:
                for closed in (end, other):
                    self.pairs.pop(closed, None)
                    closed.close()
