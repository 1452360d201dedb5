import json

import pytest

TABLE = 'p-1.monitoring.windows'
CLOUD = {'project': 'p-1', 'windows_table': TABLE}


def found(kind, distances, threshold=0.3):
    columns = [
        {'column': name, 'distance': value, 'threshold': threshold, 'drifted': value > threshold, 'moved_most': ''}
        for name, value in distances.items()
    ]
    return {'kind': kind, 'measure': 'jensen-shannon', 'judged': True, 'rows': {'baseline': 9, 'current': 12}, 'columns': columns}


@pytest.fixture
def publish(component, artifact, tmp_path):
    def run(day, skew=None, drift=None, scores=None, **settings):
        def written(kind, distances):
            made = artifact()
            component.write_json(made.path, found(kind, distances or {}))
            return made

        summary = artifact()
        extra = {'scores': written('skew', scores)} if scores else {}
        settings = {'model_name': 'churn', 'registry': str(tmp_path), **extra, **settings}
        end = f'2026-11-{day:02}T00:00:00Z'
        outputs = component.publish_monitoring(written('skew', skew), written('drift', drift), summary, window_end=end, **settings)
        return outputs, json.load(open(summary.path))

    return run


@pytest.fixture
def kept(tmp_path):
    return lambda: json.loads((tmp_path / 'churn' / 'windows.json').read_text())['windows']


def test_the_alarm_needs_k_of_the_last_n_windows(publish):
    far, near = {'plan': 0.5}, {'plan': 0.1}
    windows = [(1, far), (2, near), (3, near), (4, far), (5, near), (6, far), (7, near), (8, near)]
    counted = [publish(day, skew=skew)[0] for day, skew in windows]
    assert [each.violated_windows for each in counted] == [1, 1, 1, 1, 1, 2, 1, 1]
    assert [each.alarm for each in counted] == [False, False, False, False, False, True, False, False]
    assert counted[5].violated_features == ['plan'] and counted[6].violated_features == []


def test_skew_and_drift_are_counted_apart_and_the_kind_with_more_decides(publish):
    publish(1, skew={'plan': 0.5})
    outputs, summary = publish(2, skew={'plan': 0.1}, drift={'plan': 0.5})
    assert not outputs.alarm and summary['by_kind'] == {'skew': 1, 'drift': 1}
    outputs, summary = publish(3, drift={'plan': 0.5})
    assert outputs.alarm and summary['by_kind'] == {'skew': 1, 'drift': 2}


def test_a_step_that_runs_again_counts_nothing_twice_and_the_last_finding_holds(publish, kept):
    for _ in range(3):
        assert publish(1, skew={'plan': 0.5})[0].violated_windows == 1
    assert len(kept()) == 1
    assert publish(1, skew={'plan': 0.1, 'months': 0.2})[0].violated_windows == 0
    assert [row['feature'] for row in kept()] == ['months', 'plan']


def test_windows_may_come_out_of_order_and_later_ones_do_not_count(publish):
    publish(5, skew={'plan': 0.5})
    assert publish(4, skew={'plan': 0.5})[0].violated_windows == 1
    assert publish(6, skew={'plan': 0.5})[0] == (True, 3, ['plan'])


def test_other_models_and_environments_do_not_count(publish):
    publish(1, skew={'plan': 0.5}, environment='dev')
    publish(1, skew={'plan': 0.5}, model_name='fraud')
    assert publish(2, skew={'plan': 0.5}, environment='prod')[0].violated_windows == 1


def test_a_window_that_could_not_be_judged_keeps_no_row_and_is_none_of_the_last(publish, kept):
    publish(1, skew={'plan': 0.5})
    publish(2)
    assert publish(3, skew={'plan': 0.5}, windows=2)[0].violated_windows == 2
    assert {row['window_end'] for row in kept()} == {'2026-11-01T00:00:00Z', '2026-11-03T00:00:00Z'}


def test_scores_count_as_skew_and_never_hide_a_feature_of_their_name(publish, kept):
    outputs, _ = publish(1, skew={'score': 0.1}, scores={'score': 0.5, 'late': 0.1})
    assert outputs.violated_features == ['score (outcome)']
    assert [row['feature'] for row in kept()] == ['late', 'score', 'score (outcome)']


def test_a_row_says_all_that_the_table_has(publish, kept, component):
    publish(1, skew={'plan': 0.5}, environment='prod', job='model-monitoring-7')
    assert kept() == [
        {
            'window_end': '2026-11-01T00:00:00Z',
            'model': 'churn',
            'environment': 'prod',
            'kind': 'skew',
            'feature': 'plan',
            'distance': 0.5,
            'threshold': 0.3,
            'violated': True,
            'measure': 'jensen-shannon',
            'rows': 12,
            'job': 'model-monitoring-7',
        }
    ]
    assert list(kept()[0]) == list(component.TYPES)


DONE = {'jobReference': {'jobId': 'job', 'location': 'europe-west4'}, 'jobComplete': True}
COUNTED = {**DONE, 'schema': {'fields': []}, 'rows': [{'f': [{'v': 'skew'}, {'v': '2'}]}]}


@pytest.fixture
def google_answers(google):
    """Cloud Monitoring takes what it gets; BigQuery answers the merge, then the count."""

    def install():
        stand_in = google({('POST', '/timeSeries'): {}, ('POST', '/queries'): DONE})
        answers = iter([DONE, COUNTED])
        original = stand_in.__class__.__call__

        def call(step, method, url, body=None, missing_ok=False):
            if url.endswith('/queries'):
                stand_in.answers[('POST', '/queries')] = next(answers)
            return original(stand_in, step, method, url, body, missing_ok)

        return stand_in, call

    return install


def test_the_table_holds_the_window_once_and_counts(publish, component, google_answers, monkeypatch):
    stand_in, call = google_answers()
    monkeypatch.setattr(component, 'call_google', call)
    outputs, summary = publish(3, skew={'plan': 0.5}, drift={'plan': 0.1}, **CLOUD)
    assert outputs == (True, 2, ['plan']) and summary['by_kind'] == {'skew': 2, 'drift': 0}
    merge, count, series = (body for _, _, body in stand_in.sent)
    assert merge['query'].startswith(f'MERGE `{TABLE}` AS known USING (SELECT * FROM UNNEST(@found)) AS found ON known.`window_end`')
    assert merge['query'].endswith(
        'WHEN NOT MATCHED BY SOURCE AND known.`window_end` = @window_end AND known.`model` = @model '
        'AND known.`environment` = @environment THEN DELETE'
    )
    rows = merge['queryParameters'][-1]['parameterValue']['arrayValues']
    assert [row['structValues']['kind']['value'] for row in rows] == ['skew', 'drift']
    assert rows[0]['structValues']['violated'] == {'value': 'true'} and rows[0]['structValues']['rows'] == {'value': '12'}
    assert [field['name'] for field in merge['queryParameters'][-1]['parameterType']['arrayType']['structTypes']] == list(component.TYPES)
    assert f'FROM `{TABLE}` WHERE model = @model AND environment = @environment AND window_end <= @window_end' in count['query']
    assert count['queryParameters'][-1]['parameterValue'] == {'value': '3'}
    assert len(series['timeSeries']) == 4


def test_time_series_are_what_the_alert_reads(component):
    about = {'window_end': '2026-11-01T00:00:00Z', 'model': 'churn', 'environment': 'prod'}
    rows = component.window_rows(found('drift', {'plan': 0.5}), about, 'job')
    windows, _, distance = component.time_series('p-1', about, rows, {'skew': 0, 'drift': 2})
    assert windows['metric']['labels'] == {'model': 'churn', 'environment': 'prod', 'kind': 'skew'}
    assert distance['metric'] == {
        'type': 'custom.googleapis.com/mlops/monitoring/distance',
        'labels': {'model': 'churn', 'environment': 'prod', 'kind': 'drift', 'feature': 'plan'},
    }
    assert distance['resource'] == {'type': 'global', 'labels': {'project_id': 'p-1'}}
    assert distance['points'][0]['value'] == {'doubleValue': 0.5} and windows['points'][0]['value'] == {'int64Value': '0'}


def test_at_most_200_series_go_in_a_call_each_once_with_labels_of_1024_characters(component, google):
    about = {'window_end': '2026-11-01T00:00:00Z', 'model': 'churn', 'environment': 'prod'}
    rows = component.window_rows(found('drift', {f'{number}{"x" * 2000}': 0.5 for number in range(450)}), about, '')
    sent = google({('POST', 'https://monitoring.googleapis.com/v3/projects/p-1/timeSeries'): {}}).sent
    component.publish('p-1', component.time_series('p-1', about, rows, {'skew': 0, 'drift': 0}))
    assert [len(body['timeSeries']) for _, _, body in sent] == [200, 200, 52]
    keys = [json.dumps(each['metric'], sort_keys=True) for _, _, body in sent for each in body['timeSeries']]
    assert len(set(keys)) == 452
    assert max(len(text) for _, _, body in sent for each in body['timeSeries'] for text in each['metric']['labels'].values()) == 1024


@pytest.mark.parametrize(
    ('settings', 'expected'),
    [
        ({'violations': 4}, 'violations is 4 of 3 windows; allowed: 1 to windows'),
        ({'violations': 0}, 'violations is 0 of 3 windows'),
        ({'project': 'p-1'}, 'give `windows_table`'),
        ({'project': 'p-1', 'windows_table': 'windows'}, 'windows_table is "windows"; a table is written'),
    ],
)
def test_says_what_is_wrong(publish, error_of, settings, expected):
    assert expected in error_of(publish, 1, {'plan': 0.5}, **settings)
