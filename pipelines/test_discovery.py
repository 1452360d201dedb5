"""The judge of calls is awake: it takes what Google takes and refuses what Google refuses."""

import pytest
from discovery import check_call

QUERIES = 'https://bigquery.googleapis.com/bigquery/v2/projects/p/queries'
SERIES = 'https://monitoring.googleapis.com/v3/projects/p/timeSeries'
POINT = {'interval': {'endTime': '2026-11-01T00:00:00Z'}, 'value': {'int64Value': '2'}}


def test_takes_calls_as_google_describes_them():
    assert check_call('POST', QUERIES, {'query': 'SELECT 1', 'useLegacySql': False}, {'jobComplete': True}) == 'bigquery.jobs.query'
    assert check_call('GET', f'{QUERIES}/job?location=EU&maxResults=9', None, None) == 'bigquery.jobs.getQueryResults'
    series = {'metric': {'type': 'm', 'labels': {'any': 'text'}}, 'points': [POINT], 'valueType': 'INT64'}
    assert check_call('POST', SERIES, {'timeSeries': [series]}, {}) == 'monitoring.projects.timeSeries.create'


@pytest.mark.parametrize(
    ('call', 'expected'),
    [
        (('POST', QUERIES, {'sql': 'SELECT 1'}, None), 'QueryRequest has sql, which is unknown'),
        (('POST', QUERIES, {'query': 1}, None), 'QueryRequest.query is 1, which is no string'),
        (('POST', QUERIES, {'useLegacySql': 0}, None), 'is 0, which is no boolean'),
        (('POST', QUERIES, {'maxResults': True}, None), 'is True, which is no integer'),
        (('POST', QUERIES, None, None), 'bigquery.jobs.query: a body is needed'),
        (('GET', f'{QUERIES}/job', {}, None), 'a body is not taken'),
        (('GET', f'{QUERIES}/job?place=EU', None, None), 'has no query parameter place'),
        (('GET', f'{QUERIES}/job?maxResults=few', None, None), "maxResults is 'few', which is no integer"),
        (('PUT', QUERIES, {}, None), 'is no method of bigquery:v2'),
        (('POST', QUERIES, {}, {'state': 'DONE'}), 'answer QueryResponse has state, which is unknown'),
        (('POST', SERIES, {'timeSeries': [{'valueType': 'INT'}]}, None), "timeSeries[0].valueType is 'INT'; allowed"),
        (('POST', SERIES, {'timeSeries': [{'points': [{'value': {'int64Value': 2}}]}]}, None), 'is 2, which is no string'),
        (('POST', SERIES, {'timeSeries': [{'points': [{'interval': {'endTime': 'now'}}]}]}, None), 'which is no time'),
        (('GET', 'https://example.com/v1/x', None, None), 'example.com is no API that a component calls'),
    ],
)
def test_refuses_what_google_refuses(call, expected):
    with pytest.raises(AssertionError) as refused:
        check_call(*call)
    assert expected in str(refused.value)


def test_what_google_alone_sets_is_not_sent_and_may_be_answered():
    url = 'https://europe-west4-aiplatform.googleapis.com/v1/projects/p/locations/europe-west4/models:upload'
    with pytest.raises(AssertionError, match='versionId, which Google alone sets'):
        check_call('POST', url, {'model': {'displayName': 'm', 'versionId': '1'}}, None)
    name = url.replace('models:upload', 'models/m@champion')
    assert check_call('GET', name, None, {'versionId': '1'}) == 'aiplatform.projects.locations.models.get'


def test_content_itself_is_sent_and_answered_where_google_takes_and_gives_it():
    sent = 'https://storage.googleapis.com/upload/storage/v1/b/bucket/o?uploadType=media&name=a.json&ifGenerationMatch=0'
    assert check_call('POST', sent, {'any': ['content']}, {'generation': '1'}) == 'storage.objects.insert'
    kept = 'https://storage.googleapis.com/storage/v1/b/bucket/o/a.json'
    assert check_call('GET', f'{kept}?alt=media', None, {'any': ['content']}) == 'storage.objects.get'
    with pytest.raises(AssertionError, match='answer Object has any, which is unknown'):
        check_call('GET', kept, None, {'any': ['content']})
    with pytest.raises(AssertionError, match='aiplatform.projects.locations.models.get answers no content'):
        check_call('GET', 'https://europe-west4-aiplatform.googleapis.com/v1/projects/p/locations/l/models/m?alt=media', None, {})
