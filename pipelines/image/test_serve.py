"""The server answers as training promised: the same scores, and a sentence for every mistake."""

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import numpy
import pandas
import pytest

SERVER = Path(__file__).with_name('serve.py')


def call(port, path, body=None):
    """Status and content of an answer."""
    data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
    try:
        with urllib.request.urlopen(f'http://127.0.0.1:{port}{path}', data, timeout=30) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


@pytest.fixture(scope='module')
def port(trained):
    environment = {**os.environ, 'AIP_STORAGE_URI': trained.model.path, 'AIP_HTTP_PORT': '0'}
    server = subprocess.Popen([sys.executable, str(SERVER)], env=environment, stdout=subprocess.PIPE, text=True)
    yield int(server.stdout.readline().rsplit(' ', 1)[1])
    server.send_signal(signal.SIGTERM)
    assert server.wait(timeout=30) == 0, 'the server stops when it is told to'


@pytest.fixture(scope='module')
def rows(trained):
    return pandas.read_parquet(trained.test.path).sample(1000, random_state=3)


def test_is_healthy_once_the_model_is_loaded(port):
    assert call(port, '/health') == (200, {'status': 'ok'})
    assert call(port, '/nowhere')[0] == 404 and call(port, '/nowhere', {})[0] == 404


def test_scores_1000_rows_sent_as_json_as_the_trained_model_does(port, rows, trained):
    import joblib

    expected = joblib.load(f'{trained.model.path}/model.joblib').predict_proba(rows)[:, 1]
    status, answer = call(port, '/predict', {'instances': json.loads(rows.to_json(orient='records'))})
    assert status == 200
    assert numpy.array_equal([each['score'] for each in answer['predictions']], expected)
    assert [each['prediction'] for each in answer['predictions']] == (expected >= 0.5).astype(int).tolist()


def test_a_row_alone_scores_as_it_does_among_others(port, rows):
    instances = json.loads(rows.head(20).to_json(orient='records'))
    together = call(port, '/predict', {'instances': instances})[1]['predictions']
    alone = [call(port, '/predict', {'instances': [each]})[1]['predictions'][0] for each in instances]
    assert alone == together


def test_a_gap_in_one_row_changes_nothing_in_another(port, rows):
    """A column with a null is read as floats, unless told otherwise: 3 must stay the category 3, and "7" the text 7."""
    instances = json.loads(rows.head(10).to_json(orient='records'))
    alone = [call(port, '/predict', {'instances': [each]})[1]['predictions'][0] for each in instances]
    gap = dict.fromkeys(instances[0])
    assert call(port, '/predict', {'instances': [*instances, gap]})[1]['predictions'][:-1] == alone


@pytest.mark.parametrize(
    ('body', 'expected'),
    [
        (b'not json', 'send {"instances": [{COLUMN: VALUE, ..}, ..]}'),
        ({'rows': []}, 'send {"instances"'),
        ({'instances': 3}, 'send {"instances"'),
        ({'instances': ['text', 3]}, 'send {"instances"'),
        ({'instances': []}, '"instances" is empty'),
        ({'instances': [{'hour': 8}]}, 'the data has no column distance, temp'),
    ],
)
def test_a_mistake_in_a_request_is_answered_by_a_sentence(port, body, expected):
    status, answer = call(port, '/predict', body)
    assert status == 400 and expected in answer['error']


def test_a_wrong_type_is_answered_by_a_sentence_and_the_server_goes_on(port, rows):
    instance = {**json.loads(rows.head(1).to_json(orient='records'))[0], 'distance': 'far'}
    status, answer = call(port, '/predict', {'instances': [instance]})
    assert status == 400 and "could not convert string to float: 'far'" in answer['error']
    assert call(port, '/health')[0] == 200


def test_without_a_model_it_says_what_to_set(tmp_path):
    for uri, expected in (('', 'set AIP_STORAGE_URI'), (str(tmp_path), 'there is no model at')):
        run = subprocess.run([sys.executable, str(SERVER)], env={**os.environ, 'AIP_STORAGE_URI': uri}, capture_output=True, text=True)
        assert run.returncode == 1 and expected in run.stderr and 'Traceback' not in run.stderr
