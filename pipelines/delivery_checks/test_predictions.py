"""Each promise of a server is checked: the real one keeps them all, and a server that breaks one is found."""

import json
import math
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from delivery_checks.predictions import check, run
from delivery_checks.rows import features_of, made_rows


class Answers:
    """What the stand-in answers, made to go wrong in one way at a time."""

    health = 200
    on_mistake = (400, {'error': 'send {"instances": [..]}'})

    def score(self, row: dict, instances: list) -> object:
        return (hash(json.dumps(row, sort_keys=True)) % 1000) / 1000

    def predictions(self, instances: list) -> list:
        scores = [self.score(row, instances) for row in instances]
        return [{'score': score, 'prediction': int(isinstance(score, float) and score >= 0.5)} for score in scores]

    def content(self, instances: list) -> tuple:
        return 200, {'predictions': self.predictions(instances)}


def handler_of(answers: Answers, features: dict) -> type:
    numbers = [name for name, profile in features.items() if profile['kind'] == 'number']

    class Handler(BaseHTTPRequestHandler):
        protocol_version = 'HTTP/1.1'

        def do_GET(self) -> None:
            self.send(answers.health, {'status': 'ok'})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers['Content-Length']))
            try:
                instances = json.loads(body)['instances']
                fits = bool(instances) and all(not isinstance(row[name], str) for row in instances for name in numbers)
            except (ValueError, KeyError, TypeError):
                fits = False
            self.send(*(answers.content(instances) if fits else answers.on_mistake))

        def send(self, status: int, content: object) -> None:
            text = content if isinstance(content, bytes) else json.dumps(content).encode()
            self.send_response(status)
            self.send_header('Content-Length', str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_) -> None:
            """Tests read their own output."""

    return Handler


@pytest.fixture
def broken_promises(trained):
    """The promises that a stand-in breaks, with what came back."""
    features = features_of(trained.model.path)
    servers = []

    def ask(answers: Answers) -> dict:
        server = ThreadingHTTPServer(('127.0.0.1', 0), handler_of(answers, features))
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        found = check(server.server_port, made_rows(features, 50), features)
        return {promise: instead for promise, instead in found if instead}

    yield ask
    for server in servers:
        server.shutdown()
        server.server_close()


class WrongOrder(Answers):
    def predictions(self, instances):
        return super().predictions(sorted(instances, key=json.dumps))


class DependsOnOthers(Answers):
    def score(self, row, instances):
        return super().score(row, instances) / len(instances)


class OneTooFew(Answers):
    def predictions(self, instances):
        return super().predictions(instances)[: max(1, len(instances) - 1)]


class NotANumber(Answers):
    def score(self, row, instances):
        return math.nan


class AboveOne(Answers):
    def score(self, row, instances):
        return 1.5


class Text(Answers):
    def score(self, row, instances):
        return '0.3'


class NoScore(Answers):
    def predictions(self, instances):
        return [0.3 for _ in instances]


class TextPrediction(Answers):
    def predictions(self, instances):
        return [{**each, 'prediction': 'yes'} for each in super().predictions(instances)]


class Unhealthy(Answers):
    health = 503


class Crashes(Answers):
    on_mistake = (500, {'error': 'KeyError'})


class SwallowsMistakes(Answers):
    on_mistake = (200, {'predictions': []})


class GivesNoReason(Answers):
    on_mistake = (400, b'Bad Request')


class NoJson(Answers):
    def content(self, instances):
        return 200, b'<html>'


VALUES = 'scores are numbers from 0 to 1, predictions 0 or 1'
ALONE = 'a row alone is answered as among others'
ORDER = 'answers come in the order of the rows'
NUMBER = '50 valid rows get as many answers'
REFUSALS = [
    'what is no JSON is refused with a reason',
    'JSON without instances is refused with a reason',
    'an empty list of instances is refused with a reason',
    'an instance that is no object is refused with a reason',
    'a row without its columns is refused with a reason',
    'a text where a number belongs is refused with a reason',
]


def test_a_server_that_keeps_its_promises_breaks_none(broken_promises):
    assert broken_promises(Answers()) == {}


@pytest.mark.parametrize(
    ('answers', 'promises', 'came_back'),
    [
        (WrongOrder, [ALONE, ORDER], 'row '),
        (DependsOnOthers, [ALONE], 'row '),
        (OneTooFew, [NUMBER, ALONE, ORDER], '49 answers'),
        (NotANumber, [VALUES, ALONE, ORDER], 'row 1: {'),
        (AboveOne, [VALUES], "row 1: {'score': 1.5"),
        (Text, [VALUES], "row 1: {'score': '0.3'"),
        (NoScore, [VALUES], 'row 1: 0.3'),
        (TextPrediction, [VALUES], 'row 1: {'),
        (Unhealthy, ['it is healthy', 'it is healthy after all that'], '503: '),
        (Crashes, REFUSALS, "500: {'error': 'KeyError'}"),
        (SwallowsMistakes, REFUSALS, "200: {'predictions': []}"),
        (GivesNoReason, REFUSALS, "400: 'Bad Request'"),
        (NoJson, [NUMBER, ALONE, ORDER], "200: '<html>'"),
    ],
)
def test_a_server_that_breaks_a_promise_is_found(broken_promises, answers, promises, came_back):
    found = broken_promises(answers())
    assert list(found) == promises
    assert found[promises[0]].startswith(came_back)


def test_the_server_of_the_component_image_keeps_them_all(trained, capsys):
    assert run(trained.model.path, '')
    out = capsys.readouterr().out
    assert "200 rows made of the model's statistics" in out and out.count('ok    ') == 12 and 'FAIL' not in out


def test_rows_of_the_request_log_are_tried_when_there_are_some(trained, flights, tmp_path, capsys):
    file = tmp_path / 'rows.jsonl'
    file.write_text(flights[flights.month == 7].head(30).to_json(orient='records', lines=True))
    assert run(trained.model.path, str(file))
    assert '30 rows of the request log' in capsys.readouterr().out


def test_a_model_that_cannot_be_loaded_ends_the_check_with_a_sentence(trained, tmp_path, error_of):
    for name in ('model.json', 'statistics.json'):
        (tmp_path / name).write_bytes(open(f'{trained.model.path}/{name}', 'rb').read())
    assert error_of(run, str(tmp_path), '').startswith('the server ended before it served')
    assert 'give the folder that train made' in error_of(run, str(tmp_path / 'none'), '')
