import json

MODEL = 'projects/p/locations/europe-west4/models/flights'


def registry(tmp_path, version=3):
    folder = tmp_path / 'registry' / 'flights' / 'versions' / str(version) / 'model'
    folder.mkdir(parents=True)
    (folder / 'model.joblib').write_text('a model')
    (tmp_path / 'registry' / 'flights' / 'aliases.json').write_text(json.dumps({'champion': version}))
    return str(tmp_path / 'registry')


def test_copies_the_version_that_the_alias_points_to(component, artifact, tmp_path):
    champion = artifact('Model')
    found = component.find_champion(champion, 'flights', registry=registry(tmp_path))
    assert found.found and found.version == '3' and found.resource_name.endswith('flights/versions/3')
    assert open(f'{champion.path}/model.joblib').read() == 'a model'
    assert champion.metadata['version'] == '3'


def test_a_version_can_be_asked_for_by_number(component, artifact, tmp_path):
    assert component.find_champion(artifact('Model'), 'flights', alias='3', registry=registry(tmp_path)).found


def test_no_champion_is_no_error(component, artifact, tmp_path):
    champion = artifact('Model')
    assert component.find_champion(champion, 'flights', registry=str(tmp_path)) == (False, '', '')
    assert component.find_champion(artifact('Model'), 'flights', alias='canary', registry=registry(tmp_path)).found is False
    assert champion.metadata['found'] is False


def test_a_champion_that_is_needed_and_absent_is_one_clear_error(component, artifact, tmp_path, google, error_of):
    message = error_of(component.find_champion, artifact('Model'), 'flights', registry=str(tmp_path), required=True)
    assert message == f'find-champion: the registry {tmp_path} has no flights@champion; train one first, with tabular-training'
    google({})
    at_vertex = {'project': 'p', 'location': 'europe-west4', 'required': True}
    assert 'of project p in europe-west4 has no flights@champion' in error_of(
        component.find_champion, artifact('Model'), 'flights', **at_vertex
    )


def test_an_alias_that_points_to_nothing_is_one_clear_error(component, artifact, tmp_path, error_of):
    folder = registry(tmp_path)
    (tmp_path / 'registry' / 'flights' / 'aliases.json').write_text('{"champion": 9}')
    message = error_of(component.find_champion, artifact('Model'), 'flights', registry=folder)
    assert 'flights@champion is version 9, but' in message and 'is missing' in message


def test_at_vertex_the_artifact_points_to_the_files_of_the_version(component, artifact, google):
    sent = google({('GET', f'{MODEL}@champion'): {'artifactUri': 'gs://b/model', 'versionId': '7'}}).sent
    champion = artifact('Model')
    found = component.find_champion(champion, 'flights', project='p', location='europe-west4')
    assert found == (True, '7', f'{MODEL}@7') and champion.uri == 'gs://b/model'
    assert sent[0][1] == f'https://europe-west4-aiplatform.googleapis.com/v1/{MODEL}@champion'


def test_at_vertex_no_champion_is_no_error_and_a_region_is_needed(component, artifact, google, error_of):
    google({})
    assert component.find_champion(artifact('Model'), 'flights', project='p', location='europe-west4').found is False
    assert 'give `location`' in error_of(component.find_champion, artifact('Model'), 'flights', project='p')
