"""Requests that are not what a model was trained on are found, column by column; what is as in training passes."""

import json

import pytest
from delivery_checks.input_data import findings, run
from delivery_checks.rows import features_of, logged_rows, made_rows, read_rows


@pytest.fixture
def features(trained):
    return features_of(trained.model.path)


@pytest.fixture
def rows(flights):
    """Rows of the months that the model was trained on, as they are asked for."""
    return json.loads(flights[flights.month.between(4, 7)].sample(300, random_state=1).to_json(orient='records'))


def test_rows_of_the_months_that_were_trained_on_are_as_in_training(rows, features):
    assert findings(rows, features, 0.05) == []


def test_rows_made_of_the_statistics_are_as_in_training_and_the_same_each_time(features):
    made = made_rows(features, 200)
    assert findings(made, features, 0.05) == [] and made == made_rows(features, 200)
    assert len({json.dumps(row) for row in made}) > 50


@pytest.mark.parametrize(
    ('change', 'expected'),
    [
        (lambda row: row.pop('distance'), 'distance: no request has it; the model takes it'),
        (lambda row: row.update(distance='far'), "distance: 300 of 300 values are no numbers, such as 'far'"),
        (lambda row: row.update(distance='100'), "distance: 300 of 300 values are no numbers, such as '100'"),
        (lambda row: row.update(distance=True), 'distance: 300 of 300 values are no numbers, such as True'),
        (lambda row: row.update(distance=-5), 'distance: 100.0 % of the values are below'),
        (lambda row: row.update(distance=1e7), 'distance: 100.0 % of the values are above'),
        (lambda row: row.update(distance=None), 'distance: 100.0 % of the values are missing; in training 0.0 % were'),
        (lambda row: row.update(carrier='XX'), 'carrier: 100.0 % of the values are new, such as XX'),
        (lambda row: row.update(carrier=['UA']), "carrier: 300 of 300 values are no categories, such as ['UA']"),
        (lambda row: row.update(carrier=None), 'carrier: 100.0 % of the values are missing'),
    ],
)
def test_each_way_to_differ_is_one_sentence(rows, features, change, expected):
    for row in rows:
        change(row)
    (found,) = findings(rows, features, 0.05)
    assert found.startswith(expected)


def test_a_share_within_the_tolerance_passes_and_one_above_does_not(rows, features):
    for row in rows[:12]:
        row['carrier'] = 'XX'
    assert findings(rows, features, 0.05) == []
    assert findings(rows, features, 0.03) == ['carrier: 4.0 % of the values are new, such as XX']


def test_of_few_rows_no_share_is_judged_but_types_are(rows, features):
    few = [{**row, 'distance': 1e7, 'carrier': 'XX'} for row in rows[:5]]
    assert findings(few, features, 0.05) == []
    (found,) = findings([{**few[0], 'distance': 'far'}], features, 0.05)
    assert "no numbers, such as 'far'" in found


def test_columns_that_the_model_does_not_take_are_no_finding(rows, features):
    assert findings([{**row, 'request_time': '2026-11-01'} for row in rows], features, 0.05) == []


def test_without_requests_it_says_so_and_passes(trained, capsys):
    assert run(trained.model.path, '', 0.05)
    assert 'no requests were logged yet' in capsys.readouterr().out


def test_it_fails_with_each_finding_on_a_line(trained, rows, tmp_path, capsys):
    file = tmp_path / 'rows.jsonl'
    file.write_text(''.join(f'{json.dumps({**row, "distance": "far", "carrier": None})}\n' for row in rows))
    assert not run(trained.model.path, str(file), 0.05)
    out = capsys.readouterr().out
    assert out.count('FAIL') == 2 and f'300 requested rows, {len(features_of(trained.model.path))} columns: 2 findings' in out


def test_reads_what_bigquery_answers_of_a_request_log(tmp_path):
    """request_payload is repeated: a list of JSON texts, of single instances or of whole requests."""
    payloads = [
        [{'v': '{"hour": 8}'}, {'v': '{"hour": 9}'}],
        [{'v': '{"instances": [{"hour": 10}, {"hour": 11}]}'}],
    ]
    answer = {'jobComplete': True, 'rows': [{'f': [{'v': payload}]} for payload in payloads]}
    assert logged_rows(answer) == [{'hour': 8}, {'hour': 9}, {'hour': 10}, {'hour': 11}]
    assert logged_rows({'jobComplete': True}) == [] and read_rows(str(tmp_path / 'none.jsonl')) == []
