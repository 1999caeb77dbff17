"""A line between the server and the PBX that can be cut."""

import socket
import threading
import time


class Wire:
    """Passes a loopback port on to another. While it is cut every connection is closed as soon as it comes, and the time of
    each is kept."""

    def __init__(self, target_port):
        self.target_port = target_port
        self.attempts = []
        self._is_cut = False
        self._sockets = set()
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def is_connected(self):
        return bool(self._sockets)

    def cut(self):
        """Closes what is open and lets nobody through; returns when that was, by the monotonic clock."""
        with self._lock:
            self.attempts = []
            self._is_cut = True
            began = time.monotonic()
            for end in self._sockets:
                hang_up(end)
        return began

    def mend(self):
        with self._lock:
            self._is_cut = False

    def _accept(self):
        while True:
            near, _ = self._listener.accept()
            with self._lock:
                self.attempts.append(time.monotonic())
                if self._is_cut:
                    near.close()
                    continue
                try:
                    far = socket.create_connection(("127.0.0.1", self.target_port))
                except OSError:
                    near.close()
                    continue
                self._sockets |= {near, far}
            for source, sink in ((near, far), (far, near)):
                threading.Thread(target=self._pump, args=(source, sink), daemon=True).start()

    def _pump(self, source, sink):
        try:
            while data := source.recv(1 << 18):
                sink.sendall(data)
        except OSError:
            pass
        with self._lock:
            # Whichever of the two directions ends first closes both ends.
            for end in {source, sink} & self._sockets:
                self._sockets.discard(end)
                hang_up(end)
                end.close()


def hang_up(end):
    try:
        end.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass  # The other side was quicker.
