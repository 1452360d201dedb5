import json
import math

import numpy
import pandas
import pytest
from sklearn.metrics import log_loss, roc_auc_score


@pytest.fixture
def evaluate(component, artifact):
    def run(model, dataset, **settings):
        outputs = [artifact(), artifact('Metrics'), artifact('ClassificationMetrics'), artifact('HTML')]
        answer = component.evaluate(model, dataset, *outputs, **settings)
        return answer, json.load(open(outputs[0].path)), outputs

    return run


def test_measures_as_scikit_learn_does_on_the_rows_it_was_given(evaluate, trained):
    import joblib

    rows = pandas.read_parquet(trained.test.path)
    scores = joblib.load(f'{trained.model.path}/model.joblib').predict_proba(rows)[:, 1]
    answer, evaluation, _ = evaluate(trained.model, trained.test)
    assert answer.auc == pytest.approx(roc_auc_score(rows.late, scores))
    assert answer.log_loss == pytest.approx(log_loss(rows.late, scores))
    assert evaluation['metrics']['base_rate'] == pytest.approx(rows.late.mean())
    assert evaluation['rows'] == len(rows)


def test_the_model_beats_the_base_rate_on_a_month_it_has_not_seen(evaluate, trained):
    answer, evaluation, _ = evaluate(trained.model, trained.test)
    share = evaluation['metrics']['base_rate']
    assert answer.auc > 0.65
    assert answer.log_loss < -(share * math.log(share) + (1 - share) * math.log(1 - share))


def test_every_slice_is_measured_on_its_own_rows(evaluate, trained):
    rows = pandas.read_parquet(trained.test.path)
    slices = evaluate(trained.model, trained.test)[1]['slices']
    assert [each['value'] for each in slices if each['column'] == 'origin'] == ['EWR', 'JFK', 'LGA']
    assert all(each['rows'] == (rows[each['column']] == each['value']).sum() >= 100 for each in slices)
    alone = evaluate(trained.model, trained.test, slice_columns=['origin'], min_slice_rows=1300)[1]['slices']
    assert all(each['rows'] >= 1300 for each in alone) and len(alone) < 3


def test_every_promised_artifact_is_written_and_is_json(evaluate, trained):
    _, _, (evaluation, metrics, classification, report) = evaluate(trained.model, trained.test)
    assert json.load(open(metrics.path))['auc'] == pytest.approx(metrics.metadata['auc'], abs=1e-6)
    matrix = classification.metadata['confusionMatrix']
    assert sum(sum(row['row']) for row in matrix['rows']) == 4000
    readings = classification.metadata['confidenceMetrics']
    assert 2 < len(readings) <= 100 and all(numpy.isfinite(list(each.values())).all() for each in readings)
    assert open(report.path).read().count('<svg') == 2
    json.dumps([evaluation.metadata, metrics.metadata, classification.metadata], allow_nan=False)


def test_calibration_tells_a_model_that_says_too_much(component):
    generator = numpy.random.default_rng(1)
    scores = generator.uniform(0.1, 0.9, 5000)
    truth = (generator.uniform(size=5000) < scores).astype(int)
    honest = component.calibration_error(component.calibrate(truth, scores), 5000)
    boasting = component.calibration_error(component.calibrate(truth, numpy.where(scores > 0.5, 0.99, 0.01)), 5000)
    assert honest < 0.03 < 0.2 < boasting


def test_an_absent_model_may_be_evaluated_when_that_is_allowed(evaluate, artifact, trained, error_of):
    answer, evaluation, outputs = evaluate(artifact('Model'), trained.test, allow_missing_model=True)
    assert answer == (0.0, 0.0, 0.0) and evaluation == {'found': False}
    assert all(open(each.path).read() for each in outputs)
    assert 'there is no model at' in error_of(evaluate, artifact('Model'), trained.test)


def test_rows_without_label_are_left_out_when_that_is_allowed(evaluate, artifact, trained):
    rows = pandas.read_parquet(trained.test.path)
    partly = artifact.dataset(rows.assign(late=rows.late.where(rows.index % 2 == 0)))
    alone = artifact.dataset(rows[rows.index % 2 == 0])
    assert evaluate(trained.model, partly, allow_missing_label=True)[0] == evaluate(trained.model, alone)[0]
    for none in (rows.drop(columns=['late']), rows.assign(late=None), rows.assign(late=0), rows.head(0), pandas.DataFrame()):
        answer, evaluation, outputs = evaluate(trained.model, artifact.dataset(none), allow_missing_label=True)
        assert answer == (0.0, 0.0, 0.0) and evaluation == {'found': False}
        assert 'no labels to compare with' in open(outputs[3].path).read()


@pytest.mark.parametrize(
    ('change', 'expected'),
    [
        (lambda rows: rows.drop(columns=['late']), 'the data has no column late'),
        (lambda rows: rows.drop(columns=['hour']), 'the data has no column hour'),
        (lambda rows: rows.assign(late=0), 'both 0 and 1 must occur'),
        (lambda rows: rows.assign(temp='warm'), 'a column holds what the model cannot take'),
    ],
)
def test_says_what_is_wrong_with_the_rows(evaluate, artifact, trained, error_of, change, expected):
    rows = artifact.dataset(change(pandas.read_parquet(trained.test.path)))
    assert expected in error_of(evaluate, trained.model, rows)
