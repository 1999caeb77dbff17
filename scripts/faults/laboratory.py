"""A PBX simulator under load and a server in front of it, for the scripts that break things on purpose."""

import argparse
import json
import pathlib
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request

import journal
from wire import Wire

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]


def arguments(description):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("repeats", type=int, nargs="?", default=1)
    parser.add_argument("--calls-per-second", type=float, default=100)
    parser.add_argument("--desks", type=int, default=2000, help="phones, each with a number of its own")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgresql", action="store_true", help="on a PostgreSQL of its own instead of SQLite")
    parser.add_argument("--binaries", type=pathlib.Path, help="where priyom and pbx-simulator are; else they are built")
    parser.add_argument("--keep", action="store_true", help="leave database, CDR file and logs where they are")
    return parser


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_until(condition, seconds, what):
    """Polls until the condition gives something true, and returns that."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        result = condition()
        if result:
            return result
        time.sleep(0.05)
    raise TimeoutError(f"{what}: not within {seconds} s")


class Laboratory:
    """Use it as a context: at the end everything that it started is stopped."""

    def __init__(self, options):
        self.options = options
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="priyom-faults."))
        # PostgreSQL runs as a user of its own and must be able to pass through.
        self.directory.chmod(0o711)
        self.cdr_file = self.directory / "Master.csv"
        self.server_log = self.directory / "priyom.log"
        self.server = None
        self.simulator = None
        self.postgresql = None

    def __enter__(self):
        try:
            self._build()
            self._start_database()
            self._start_simulator()
            self.start_server()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for process in (self.server, self.simulator):
            if process and process.poll() is None:
                process.terminate()
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
        if self.postgresql:
            self._postgresql_for_tests("stop")
        if self.options.keep:
            print(f"Kept: {self.directory}")
        else:
            shutil.rmtree(self.directory, ignore_errors=True)

    def start_server(self):
        """Starts the server and returns how many seconds it took until it said that it is well."""
        began = time.monotonic()
        with open(self.server_log, "ab") as log:
            self.server = subprocess.Popen(self._server_command(), stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        wait_until(self._is_healthy, 60, "the server is well")
        return time.monotonic() - began

    def kill_server(self):
        self.server.send_signal(signal.SIGKILL)
        self.server.wait()

    def tell_simulator(self, command):
        """Gives the simulator's control port one line and returns its one line of answer."""
        with socket.create_connection(("127.0.0.1", self.control_port), timeout=10) as control:
            control.sendall(command.encode() + b"\n")
            answer = control.makefile().readline().strip()
        if answer.startswith("error"):
            raise RuntimeError(f"{command}: {answer}")
        return answer

    def compare(self):
        """Lets the calls in progress end, holds the journal against the PBX and prints the result; true when all is equal."""
        self.tell_simulator("stop-new")
        wait_until(self._is_pbx_quiet, 600, "the PBX has no calls left")
        recorded = len(journal.pbx_cdrs(self.cdr_file))
        caught_up = lambda: journal.cdr_count(self.journal) >= recorded and journal.open_calls(self.journal) == 0
        try:
            wait_until(caught_up, 60, "the journal has caught up")
        except TimeoutError as late:
            print(late)
        comparison = journal.compare(self.cdr_file, self.journal)
        print(comparison)
        print("equal" if comparison.is_equal else "NOT EQUAL")
        return comparison.is_equal

    def _build(self):
        if self.options.binaries:
            self.binaries = self.options.binaries
            return
        subprocess.run([REPOSITORY / "scripts" / "install-packages", "build"], check=True)
        for product in ("pbx-simulator", "priyom"):
            build = ["swift", "build", "--quiet", "-c", "release", "--product", product]
            subprocess.run(build, cwd=REPOSITORY, check=True)
        path = ["swift", "build", "-c", "release", "--show-bin-path"]
        found = subprocess.run(path, cwd=REPOSITORY, check=True, capture_output=True, text=True)
        self.binaries = pathlib.Path(found.stdout.strip())

    def _start_database(self):
        if self.options.postgresql:
            self.postgresql = self._postgresql_for_tests("start")
            self.journal = journal.PostgreSQLJournal(self.postgresql)
        else:
            self.journal = journal.SQLiteJournal(self.directory / "priyom.db")

    def _postgresql_for_tests(self, verb):
        command = [REPOSITORY / "scripts" / "postgresql-for-tests", verb, self.directory / "postgresql"]
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()

    def _start_simulator(self):
        self.pbx_port, self.control_port, self.server_port = free_port(), free_port(), free_port()
        self.secret = secrets.token_hex(16)
        self.secret_file = self.directory / "secret"
        self.secret_file.write_text(self.secret)
        command = [
            self.binaries / "pbx-simulator",
            "--port", str(self.pbx_port),
            "--control-port", str(self.control_port),
            "--user", "priyom",
            "--secret", self.secret,
            "--calls-per-minute", str(60 * self.options.calls_per_second),
            "--cdr-csv", self.cdr_file,
            "--time-zone", "UTC",
            "--desks", str(self.options.desks),
            "--seed", str(self.options.seed),
        ]  # fmt: skip
        with open(self.directory / "simulator.log", "wb") as log:
            self.simulator = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        wait_until(self._simulator_answers, 30, "the simulator listens")
        self.wire = Wire(self.pbx_port)

    def _server_command(self):
        return [
            self.binaries / "priyom", "serve",
            "--database", self.postgresql or self.directory / "priyom.db",
            "--server-port", str(self.server_port),
            "--pbx-host", "127.0.0.1",
            "--pbx-port", str(self.wire.port),
            "--pbx-username", "priyom",
            "--pbx-secret-file", self.secret_file,
            "--pbx-cdr-csv", self.cdr_file,
            "--pbx-time-zone", "UTC",
        ]  # fmt: skip

    def _is_pbx_quiet(self):
        status = json.loads(self.tell_simulator("status"))
        return status["callsBegun"] == status["callsEnded"] and status["liveChannels"] == 0

    def _is_healthy(self):
        if self.server.poll() is not None:
            raise RuntimeError(f"the server ended with {self.server.returncode}:\n{self._end_of_server_log()}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.server_port}/health", timeout=1) as response:
                return response.status == 200
        except OSError:
            return False

    def _end_of_server_log(self):
        return "\n".join(self.server_log.read_text(errors="replace").splitlines()[-20:])

    def _simulator_answers(self):
        try:
            socket.create_connection(("127.0.0.1", self.control_port), timeout=1).close()
            return True
        except OSError:
            return False
