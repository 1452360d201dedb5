import json
import os

import pytest
from conftest import refusal

PARENT = 'projects/p/locations/europe-west4'
VERTEX = {'project': 'p', 'location': 'europe-west4', 'serving_image': 'europe-docker.pkg.dev/p/r/i@sha256:00'}


@pytest.fixture
def model(artifact):
    made = artifact('Model')
    os.makedirs(made.path)
    open(f'{made.path}/model.joblib', 'w').write('a model')
    made.metadata['framework'] = 'scikit-learn'
    return made


def evaluation(component, artifact):
    made = artifact()
    component.write_json(made.path, {'found': True, 'metrics': {'auc': 0.7}})
    return made


def test_versions_count_up_and_the_alias_moves(component, artifact, model, tmp_path):
    folder = str(tmp_path / 'registry')
    first = component.register(model, artifact(), 'flights', registry=folder)
    second = component.register(model, artifact(), 'flights', evaluation(component, artifact), registry=folder)
    assert (first.version, second.version) == ('1', '2')
    assert json.load(open(f'{folder}/flights/aliases.json')) == {'champion': 2}
    record = json.load(open(f'{second.resource_name}/version.json'))
    assert record['metrics'] == {'auc': 0.7} and record['model'] == {'framework': 'scikit-learn'}
    assert open(f'{first.resource_name}/model/model.joblib').read() == 'a model'


def test_other_aliases_stay_and_none_moves_when_none_is_named(component, artifact, model, tmp_path):
    folder = str(tmp_path / 'registry')
    component.register(model, artifact(), 'flights', registry=folder)
    component.register(model, artifact(), 'flights', alias='candidate', registry=folder)
    component.register(model, artifact(), 'flights', alias='', registry=folder)
    assert json.load(open(f'{folder}/flights/aliases.json')) == {'champion': 1, 'candidate': 2}


def test_a_number_that_another_run_claims_meanwhile_is_left_to_it(component, artifact, model, tmp_path, monkeypatch):
    folder = tmp_path / 'registry'
    (folder / 'flights' / 'versions' / '1').mkdir(parents=True)
    monkeypatch.setattr(os, 'listdir', lambda path: [])
    assert component.register(model, artifact(), 'flights', registry=str(folder)).version == '2'


def test_the_first_version_at_vertex_makes_the_model_and_a_later_one_joins_it(component, artifact, model, google):
    done = {'name': 'operations/1', 'done': True, 'response': {'model': f'{PARENT}/models/flights', 'modelVersionId': '1'}}
    answers = {('POST', ':upload'): done, ('POST', '@1:mergeVersionAliases'): {}}
    sent = google(answers).sent
    registered = artifact()
    outputs = component.register(model, registered, 'flights', labels={'month': 7.0}, **VERTEX)
    assert outputs == ('1', f'{PARENT}/models/flights@1')
    body = next(body for _, url, body in sent if url.endswith('models:upload'))
    assert body['modelId'] == 'flights' and 'parentModel' not in body
    assert body['model']['artifactUri'] == model.uri and body['model']['containerSpec']['predictRoute'] == '/predict'
    assert json.load(open(registered.path))['version'] == '1'

    later = google({**answers, ('GET', 'models/flights'): {'name': 'flights'}}).sent
    component.register(model, artifact(), 'flights', evaluation(component, artifact), **VERTEX)
    body = next(body for _, url, body in later if url.endswith('models:upload'))
    assert body['parentModel'] == f'{PARENT}/models/flights' and 'modelId' not in body
    assert body['model']['versionDescription'] == 'auc 0.7000'


def test_at_vertex_a_model_is_copied_to_where_no_run_cleans_up(component, google, tmp_path):
    (tmp_path / 'parts').mkdir()
    for name in ('model.joblib', 'parts/graph one.json'):
        (tmp_path / name).write_text('x')
    part = {'done': False, 'rewriteToken': 'next', 'totalBytesRewritten': '1', 'objectSize': '2'}
    answers = {
        ('POST', '.joblib?rewriteToken=next'): {'done': True},
        ('POST', '.joblib'): part,
        ('POST', '.json'): {'done': True},
    }
    sent = google(answers).sent
    kept = component.kept(str(tmp_path), 'gs://pipelines/runs/churn/1/model', 'gs://models/churn/')
    assert kept.startswith('gs://models/churn/') and kept != 'gs://models/churn/'
    copies = [url.split('/storage/v1/')[1] for _, url, _ in sent]
    source, target = 'b/pipelines/o/runs%2Fchurn%2F1%2Fmodel', f"b/models/o/{kept.removeprefix('gs://models/').replace('/', '%2F')}"
    assert copies == [
        f'{source}%2Fmodel.joblib/rewriteTo/{target}%2Fmodel.joblib',
        f'{source}%2Fmodel.joblib/rewriteTo/{target}%2Fmodel.joblib?rewriteToken=next',
        f'{source}%2Fparts%2Fgraph%20one.json/rewriteTo/{target}%2Fparts%2Fgraph%20one.json',
    ]


def test_at_vertex_the_copy_is_what_is_registered(component, artifact, model, google, monkeypatch):
    done = {'name': 'operations/1', 'done': True, 'response': {'model': f'{PARENT}/models/flights', 'modelVersionId': '1'}}
    sent = google({('POST', ':upload'): done}).sent
    monkeypatch.setattr(component, 'copy_object', lambda source, target: None)
    component.register(model, artifact(), 'flights', alias='', model_store='gs://models/churn', **VERTEX)
    uri = next(body for _, url, body in sent if url.endswith('models:upload'))['model']['artifactUri']
    assert uri == component.kept(model.path, model.uri, 'gs://models/churn')


def alias_moves(component, google, merged):
    """What is asked for when the alias goes from version 3 to 4, and Google answers so."""
    sent = google({('GET', '@champion'): {'versionId': '3'}, ('POST', ':mergeVersionAliases'): merged}).sent
    component.move_alias('register', 'europe-west4', f'{PARENT}/models/flights', 'champion', '4')
    return [(url.split('/')[-1].split(':')[0], body['versionAliases']) for method, url, body in sent if method == 'POST']


def test_at_vertex_the_alias_moves_in_one_call_so_that_there_is_always_a_champion(component, google):
    assert alias_moves(component, google, {}) == [('flights@4', ['champion'])]


def test_at_vertex_an_alias_that_google_does_not_move_is_taken_away_first(component, google):
    moves = alias_moves(component, google, [refusal(400), {}, {}])
    assert moves == [('flights@4', ['champion']), ('flights@3', ['-champion']), ('flights@4', ['champion'])]


def test_at_vertex_an_alias_is_not_taken_away_because_google_cannot_be_reached(component, google, error_of):
    google({('POST', ':mergeVersionAliases'): [refusal(503)]})
    assert '503' in error_of(component.move_alias, 'register', 'europe-west4', f'{PARENT}/models/flights', 'champion', '4')


@pytest.mark.parametrize(
    ('settings', 'expected'),
    [
        ({'model_name': 'Flights_1'}, 'model_name is "Flights_1"; allowed: lower-case letters, digits and hyphens'),
        ({'project': 'p'}, 'give `location`'),
        ({'project': 'p', 'location': 'europe-west4'}, 'give `serving_image`'),
        ({**VERTEX, 'model_store': 'models/churn'}, 'a folder is written gs://BUCKET/FOLDER'),
    ],
)
def test_says_what_is_wrong(component, artifact, model, error_of, settings, expected):
    assert expected in error_of(component.register, model, artifact(), **{'model_name': 'flights', **settings})


def test_a_model_without_files_is_not_registered(component, artifact, error_of, tmp_path):
    assert 'there is no model at' in error_of(component.register, artifact('Model'), artifact(), 'flights', registry=str(tmp_path / 'r'))
    assert not (tmp_path / 'r').exists()
