import json

import pytest


@pytest.fixture
def registry(tmp_path):
    for number in (1, 2):
        folder = tmp_path / 'flights' / 'versions' / str(number) / 'model'
        folder.mkdir(parents=True)
        (folder / 'model.joblib').write_text(f'model {number}')
    return tmp_path


def find(component, artifact, registry, aliases, **settings):
    (registry / 'flights' / 'aliases.json').write_text(json.dumps(aliases))
    champion, challenger = artifact('Model'), artifact('Model')
    return component.find_candidates(champion, challenger, 'flights', registry=str(registry), **settings), champion, challenger


def test_finds_both_with_their_files(component, artifact, registry):
    found, champion, challenger = find(component, artifact, registry, {'champion': 1, 'challenger': 2})
    assert found == (True, 'found', 'version 2 against 1', '1', '2')
    assert open(f'{champion.path}/model.joblib').read() == 'model 1'
    assert open(f'{challenger.path}/model.joblib').read() == 'model 2'


def test_a_challenger_alone_is_something_to_decide(component, artifact, registry):
    found, _, _ = find(component, artifact, registry, {'challenger': 2})
    assert found == (True, 'found', 'version 2 against none', '', '2')


@pytest.mark.parametrize(
    ('aliases', 'reason'),
    [
        ({'champion': 1}, 'flights has no challenger; a training with alias=challenger registers one'),
        ({'champion': 2, 'challenger': 2}, 'version 2 of flights is champion already'),
    ],
)
def test_says_why_there_is_nothing_to_decide(component, artifact, registry, aliases, reason):
    found, _, _ = find(component, artifact, registry, aliases)
    assert (found.both, found.outcome, found.reason) == (False, 'nothing', reason)


def test_at_vertex_the_registry_names_the_files(component, artifact, google):
    old = {'versionId': '1', 'artifactUri': 'gs://models/1'}
    sent = google({('GET', '@champion'): old, ('GET', '@challenger'): {'versionId': '7', 'artifactUri': 'gs://models/7'}}).sent
    champion, challenger = artifact('Model'), artifact('Model')
    found = component.find_candidates(champion, challenger, 'flights', project='p', location='europe-west4')
    assert found == (True, 'found', 'version 7 against 1', '1', '7')
    assert (champion.uri, challenger.uri) == ('gs://models/1', 'gs://models/7') and len(sent) == 2


def test_at_vertex_a_region_is_needed(component, artifact, error_of):
    assert 'give `location`' in error_of(component.find_candidates, artifact('Model'), artifact('Model'), 'flights', project='p')
