import json

import pytest

ENDPOINT = 'projects/p/locations/europe-west4/endpoints/1'
MODEL = 'projects/p/locations/europe-west4/models/flights'
VERTEX = {'project': 'p', 'location': 'europe-west4'}


def version(tmp_path, number):
    folder = tmp_path / 'registry' / 'flights' / 'versions' / str(number)
    folder.mkdir(parents=True)
    (folder / 'version.json').write_text('{}')
    return str(folder)


@pytest.mark.parametrize(
    ('current', 'percent', 'expected'),
    [
        ({}, 10, {'0': 100}),
        ({'1': 100}, 10, {'1': 90, '0': 10}),
        ({'1': 100}, 100, {'0': 100}),
        ({'1': 90, '0': 10}, 50, {'1': 50, '0': 50}),
        ({'1': 90, '0': 10}, 0, {'1': 100}),
        ({'1': 50, '2': 50}, 25, {'1': 38, '2': 37, '0': 25}),
        ({'1': 33, '2': 33, '3': 34}, 10, {'1': 30, '2': 30, '3': 30, '0': 10}),
    ],
)
def test_the_newcomer_gets_its_share_and_the_others_keep_their_proportion(component, current, percent, expected):
    assert component.split_traffic(current, '0', percent) == expected


def test_traffic_adds_up_to_100_whatever_there_is(component):
    for percent in range(101):
        for shares in ([100], [70, 30], [34, 33, 33], [1, 99], [15] * 6 + [10]):
            current = {str(number + 1): share for number, share in enumerate(shares)}
            split = component.split_traffic(current, '0', percent)
            assert sum(split.values()) == 100 and split.get('0', 0) == percent


def test_in_a_folder_a_canary_starts_small_goes_on_and_finishes(component, artifact, tmp_path):
    registry, old, new = str(tmp_path / 'registry'), version(tmp_path, 1), version(tmp_path, 2)
    assert component.deploy_canary(artifact(), old, 'flights', registry=registry) == ('1', 100)
    for percent, others in ((10, {'1': 90}), (50, {'1': 50}), (100, {})):
        deployment = artifact()
        assert component.deploy_canary(deployment, new, 'flights', percent, registry=registry) == ('2', percent)
        endpoint = json.load(open(f'{registry}/endpoints/flights.json'))
        assert endpoint['trafficSplit'] == {**others, '2': percent}
        assert json.load(open(deployment.path))['traffic'] == endpoint['trafficSplit']
    assert [each['model'] for each in endpoint['deployedModels']] == [old, new]


def test_at_vertex_a_version_that_is_not_there_is_deployed_with_its_share(component, artifact, google):
    done = {'name': 'operations/1', 'done': True, 'response': {'deployedModel': {'id': '9'}}}
    sent = google({('GET', 'endpoints/1'): {'trafficSplit': {'5': 100}}, ('POST', ':deployModel'): done}).sent
    component.deploy_canary(artifact(), f'{MODEL}@3', '1', 10, service_account='s@p.iam.gserviceaccount.com', **VERTEX)
    assert sent[1] == (
        'POST',
        f'https://europe-west4-aiplatform.googleapis.com/v1/{ENDPOINT}:deployModel',
        {
            'deployedModel': {
                'model': f'{MODEL}@3',
                'displayName': 'flights-v3',
                'dedicatedResources': {'machineSpec': {'machineType': 'n1-standard-2'}, 'minReplicaCount': 1, 'maxReplicaCount': 1},
                'serviceAccount': 's@p.iam.gserviceaccount.com',
            },
            'trafficSplit': {'5': 90, '0': 10},
        },
    )


def test_at_vertex_only_traffic_moves_when_the_version_is_deployed_already(component, artifact, google):
    deployed = [{'id': '5', 'model': MODEL, 'modelVersionId': '2'}, {'id': '9', 'model': MODEL, 'modelVersionId': '3'}]
    endpoint = {'trafficSplit': {'5': 90, '9': 10}, 'deployedModels': deployed}
    moved = {('PATCH', 'endpoints/1?updateMask=trafficSplit'): {'trafficSplit': {'5': 50, '9': 50}}}
    sent = google({('GET', 'endpoints/1'): endpoint, **moved}).sent
    assert component.deploy_canary(artifact(), f'{MODEL}@3', '1', 50, **VERTEX) == ('9', 50)
    assert sent[1][2] == {'trafficSplit': {'5': 50, '9': 50}} and len(sent) == 2


@pytest.mark.parametrize(
    ('name', 'settings', 'expected'),
    [
        ('x', {'traffic_percent': 101}, 'traffic_percent is 101; allowed: 0 to 100'),
        ('x', {'min_replicas': 3, 'max_replicas': 2}, 'replicas are 3 to 2'),
        ('x', {}, 'resource_name is "x", which is no version in a local registry'),
        ('flights', VERTEX, 'at Vertex AI it is projects/P/locations/L/models/M@VERSION'),
        (f'{MODEL}@3', {'project': 'p'}, 'give `location`'),
    ],
)
def test_says_what_is_wrong(component, artifact, error_of, tmp_path, name, settings, expected):
    settings = {'registry': str(tmp_path / 'registry'), **settings}
    assert expected in error_of(component.deploy_canary, artifact(), name, 'flights', **settings)
    assert not (tmp_path / 'registry').exists()
