import json

import pytest

MODEL = 'projects/p/locations/europe-west4/models/flights'


@pytest.fixture
def registry(tmp_path):
    for number in (1, 2):
        (tmp_path / 'registry' / 'flights' / 'versions' / str(number)).mkdir(parents=True)
    (tmp_path / 'registry' / 'flights' / 'aliases.json').write_text('{"champion": 1, "challenger": 2}')
    return str(tmp_path / 'registry')


@pytest.mark.parametrize('version', ['2', 'challenger'])
def test_the_alias_moves_and_the_others_stay(component, artifact, registry, version):
    made = artifact()
    folder = component.set_alias(made, 'flights', version, registry=registry)
    assert folder.endswith('flights/versions/2')
    assert json.load(open(f'{registry}/flights/aliases.json')) == {'champion': 2, 'challenger': 2}
    assert json.load(open(made.path))['alias'] == 'champion'


def test_at_vertex_the_alias_is_given_to_the_version_behind_the_name(component, artifact, google):
    sent = google({('GET', '@challenger'): {'versionId': '4'}, ('POST', ':mergeVersionAliases'): {}}).sent
    where = {'project': 'p', 'location': 'europe-west4'}
    assert component.set_alias(artifact(), 'flights', 'challenger', **where) == f'{MODEL}@4'
    moves = [(url.split('/')[-1], body) for method, url, body in sent if method == 'POST']
    assert moves == [('flights@4:mergeVersionAliases', {'versionAliases': ['champion']})]


@pytest.mark.parametrize(
    ('settings', 'expected'),
    [
        ({'version': 'canary'}, 'flights has no version canary'),
        ({'version': '9'}, 'flights@9 is version 9, but'),
        ({'version': '2', 'alias': '7'}, 'alias is "7"; an alias is a word, numbers are versions'),
        ({'version': '2', 'project': 'p'}, 'give `location`'),
    ],
)
def test_says_what_is_wrong(component, artifact, registry, error_of, settings, expected):
    assert expected in error_of(component.set_alias, artifact(), 'flights', registry=registry, **settings)
    assert json.load(open(f'{registry}/flights/aliases.json')) == {'champion': 1, 'challenger': 2}
