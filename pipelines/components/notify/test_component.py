import base64
import json
from types import SimpleNamespace

import pytest
import requests
from kfp.dsl import PipelineTaskFinalStatus

JOB = 'projects/1/locations/europe-west4/pipelineJobs/tabular-training-1'


def status(state='SUCCEEDED', message=None):
    return PipelineTaskFinalStatus(state, JOB, 'exit-handler-1', None, message)


def test_without_a_channel_the_log_tells(component, artifact, capsys):
    notification = artifact()
    text = component.notify(status('FAILED', 'train: training did not converge'), notification)
    assert text == 'tabular-training-1 failed: train: training did not converge'
    assert capsys.readouterr().out == f'{text}\n'
    assert json.load(open(notification.path))['job'] == JOB


def test_publishes_what_programs_can_filter(component, artifact, google):
    sent = google({('POST', 'topics/t:publish'): {}}).sent
    component.notify(status(), artifact(), pipeline='training', topic='projects/p/topics/t')
    method, url, body = sent[0]
    assert url == 'https://pubsub.googleapis.com/v1/projects/p/topics/t:publish'
    assert body['messages'][0]['attributes'] == {'pipeline': 'training', 'state': 'SUCCEEDED'}
    assert json.loads(base64.b64decode(body['messages'][0]['data']))['text'] == 'training succeeded'


def test_only_failures_are_sent_when_asked(component, artifact, google):
    stand_in = google({('POST', ':publish'): {}})
    for state in ('SUCCEEDED', 'FAILED'):
        component.notify(status(state), artifact(), only_failures=True, topic='projects/p/topics/t')
    assert len(stand_in.sent) == 1


def test_posts_to_a_webhook_and_never_shows_its_address(component, artifact, monkeypatch, error_of):
    posted = []
    monkeypatch.setattr(requests, 'post', lambda url, json, timeout: posted.append((url, json)) or SimpleNamespace(status_code=200))
    component.notify(status(), artifact(), webhook='https://chat/secret')
    assert posted[0][0] == 'https://chat/secret' and posted[0][1]['state'] == 'SUCCEEDED'

    monkeypatch.setattr(requests, 'post', lambda url, json, timeout: SimpleNamespace(status_code=403))
    message = error_of(component.notify, status(), artifact(), webhook='https://chat/secret')
    assert message == 'notify: the webhook answered 403'


@pytest.mark.parametrize(
    ('settings', 'expected'),
    [
        ({'topic': 't'}, 'topic is "t"; a topic is written projects/P/topics/T'),
        ({'webhook': 'http://chat'}, 'it must begin with https://'),
    ],
)
def test_says_what_is_wrong(component, artifact, error_of, settings, expected):
    assert expected in error_of(component.notify, status(), artifact(), **settings)
