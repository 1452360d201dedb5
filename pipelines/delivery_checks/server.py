"""The real serving program, started with a model's files on a free port of this machine."""

import json
import os
import select
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

# As the component image has it; elsewhere the same file in the repository.
IN_IMAGE = Path('/opt/mlops/serve.py')
IN_REPOSITORY = Path(__file__).parent.parent / 'image' / 'serve.py'


class Client:
    """Asks one server; each client keeps its connection, as a caller would."""

    def __init__(self, port: int, timeout: float = 30) -> None:
        self._connection = HTTPConnection('127.0.0.1', port, timeout=timeout)

    def get(self, path: str) -> tuple:
        return self._ask('GET', path, None)

    def predict(self, body) -> tuple:
        """Status and content of the answer; `body` is bytes, or what becomes JSON."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self._ask('POST', '/predict', data)

    def _ask(self, method: str, path: str, data) -> tuple:
        """What comes back; status 0 and the reason when nothing does."""
        try:
            self._connection.request(method, path, data, {'Content-Type': 'application/json'})
            answer = self._connection.getresponse()
            text = answer.read()
        except (OSError, HTTPException) as error:
            self._connection.close()
            return 0, f'no answer: {error or type(error).__name__}'
        try:
            return answer.status, json.loads(text)
        except ValueError:
            return answer.status, text.decode('utf-8', 'replace')


@contextmanager
def served(model: str, start_seconds: float = 120):
    """The port of a server that has loaded the model; it is stopped afterwards."""
    program = IN_IMAGE if IN_IMAGE.exists() else IN_REPOSITORY
    environment = {**os.environ, 'AIP_STORAGE_URI': model, 'AIP_HTTP_PORT': '0'}
    server = subprocess.Popen([sys.executable, str(program)], env=environment, stdout=subprocess.PIPE, text=True)
    try:
        yield port_of(server, start_seconds)
    finally:
        server.terminate()
        try:
            server.wait(timeout=30)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def port_of(server, seconds: float) -> int:
    """The port that a starting server says it listens on."""
    deadline = time.monotonic() + seconds
    while select.select([server.stdout], [], [], max(0, deadline - time.monotonic()))[0]:
        line = server.stdout.readline()
        if not line:
            raise SystemExit('the server ended before it served; what it said is above')
        if ' on port ' in line:
            return int(line.rsplit(' ', 1)[1])
    raise SystemExit(f'the server does not serve after {seconds:.0f} s')
