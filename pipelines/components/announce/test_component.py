import base64
import json

NAME = 'projects/p/locations/europe-west4/models/flights@3'


def test_without_a_topic_the_log_tells(component, artifact, capsys):
    notice = artifact()
    text = component.announce(notice, 'flights', '3', NAME, alias='challenger')
    assert text == 'flights@3 registered as challenger in local' and capsys.readouterr().out == f'{text}\n'
    assert json.load(open(notice.path))['resource_name'] == NAME


def test_publishes_what_programs_can_filter(component, artifact, google):
    sent = google({('POST', 'topics/models:publish'): {}}).sent
    component.announce(artifact(), 'flights', '3', NAME, 'challenger', environment='prod', topic='projects/p/topics/models', job='t-1')
    (message,) = sent[0][2]['messages']
    assert message['attributes'] == {
        'event': 'modelRegistered',
        'model': 'flights',
        'version': '3',
        'alias': 'challenger',
        'state': 'registered',
        'environment': 'prod',
    }
    assert json.loads(base64.b64decode(message['data'])) == {**message['attributes'], 'resource_name': NAME, 'job': 't-1'}


def test_a_topic_has_a_form(component, artifact, error_of):
    assert 'a topic is written projects/P/topics/T' in error_of(component.announce, artifact(), 'flights', '3', NAME, topic='models')
