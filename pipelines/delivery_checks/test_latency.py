"""Quantiles are those of the requests after the warm-up, and a server that is slow or fails is found."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from delivery_checks.latency import measure, quantile, run


class Stub(ThreadingHTTPServer):
    """Answers the n-th request after the milliseconds that `pace` says, or by the status that `fails` does."""

    def __init__(self, pace=lambda number: 0, fails=lambda number: False) -> None:
        self.lock, self.asked, self.together, self.at_once = threading.Lock(), [], 0, 0
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = 'HTTP/1.1'

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers['Content-Length']))
                with server.lock:
                    number = len(server.asked)
                    server.asked.append(json.loads(body)['instances'])
                    server.together += 1
                    server.at_once = max(server.at_once, server.together)
                time.sleep(pace(number) / 1000)
                with server.lock:
                    server.together -= 1
                self.send_response(500 if fails(number) else 200)
                self.send_header('Content-Length', '2')
                self.end_headers()
                self.wfile.write(b'{}')

            def log_message(self, *_) -> None:
                """Tests read their own output."""

        super().__init__(('127.0.0.1', 0), Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()


@pytest.fixture
def stub():
    made = []

    def make(**how) -> Stub:
        made.append(Stub(**how))
        return made[-1]

    yield make
    for server in made:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(('share', 'expected'), [(0.5, 50), (0.95, 95), (0.99, 99), (1, 100)])
def test_a_quantile_is_the_least_value_that_so_many_do_not_exceed(share, expected):
    assert quantile(list(range(100, 0, -1)), share) == expected
    assert quantile([7.0], share) == 7.0


def test_the_slow_requests_of_the_warm_up_do_not_count(stub):
    server = stub(pace=lambda number: 300 if number < 3 else 0)
    took, wrong = measure(server.server_port, [{'a': 1}], requests=20, concurrency=1, warm_up=3)
    assert len(took) == 20 and wrong == [] and max(took) < 300 and len(server.asked) == 23


def test_a_slow_tail_shows_in_the_high_quantiles(stub):
    server = stub(pace=lambda number: 200 if number % 10 == 0 else 0)
    took, _ = measure(server.server_port, [{'a': 1}], requests=40, concurrency=1, warm_up=0)
    assert quantile(took, 0.5) < 200 <= quantile(took, 0.95)


def test_requests_are_sent_several_at_a_time_and_each_row_once(stub):
    server = stub(pace=lambda number: 30)
    measure(server.server_port, [{'a': number} for number in range(8)], requests=8, concurrency=4, warm_up=0)
    assert server.at_once == 4
    assert sorted(row['a'] for (row,) in server.asked) == list(range(8))


def test_what_is_not_answered_is_told_apart_and_not_measured(stub):
    server = stub(fails=lambda number: number % 2 == 1)
    took, wrong = measure(server.server_port, [{'a': 1}], requests=10, concurrency=1, warm_up=0)
    assert len(took) == 5 and wrong == ['500: {}'] * 5


def test_a_server_that_is_not_there_is_a_failure_of_every_request(stub):
    server = stub()
    server.shutdown()
    server.server_close()
    took, wrong = measure(server.server_port, [{'a': 1}], requests=4, concurrency=2, warm_up=1)
    assert took == [] and len(wrong) == 4 and wrong[0].startswith("nothing: 'no answer: ")


@pytest.mark.parametrize(('objective', 'fits'), [(60_000, True), (0.001, False)])
def test_the_objective_decides(trained, capsys, objective, fits):
    assert run(trained.model.path, '', objective, requests=20, concurrency=2, warm_up=2) is fits
    out = capsys.readouterr().out
    assert 'latency: 20 requests of one row, 2 at a time, after 2 to warm up' in out
    assert ('ok    p95 is within the objective of 60000 ms' if fits else 'FAIL  p95 is above the objective of 0.001 ms') in out


def test_a_server_that_answers_by_errors_fails_whatever_the_objective(trained, tmp_path, capsys):
    rows = tmp_path / 'rows.jsonl'
    rows.write_text('{"no_such_column": 1}\n')
    assert not run(trained.model.path, str(rows), 60_000, requests=4, concurrency=1, warm_up=0)
    assert 'FAIL  4 of 4 were not answered: 400: ' in capsys.readouterr().out
