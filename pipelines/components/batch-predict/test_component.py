import joblib
import numpy
import pandas
import pytest


def test_scores_rows_without_label_as_the_trained_model_does(component, artifact, trained):
    rows = pandas.read_parquet(trained.test.path)
    predictions = artifact('Dataset')
    outputs = component.batch_predict(trained.model, artifact.dataset(rows.drop(columns=['late'])), predictions)
    made = pandas.read_parquet(predictions.path)
    expected = joblib.load(f'{trained.model.path}/model.joblib').predict_proba(rows)[:, 1]
    assert numpy.array_equal(made.score, expected)
    assert outputs == (len(rows), pytest.approx((expected >= 0.5).mean()))
    assert list(made.columns) == [*rows.columns.drop('late'), 'score', 'prediction']


def test_a_row_alone_scores_as_it_does_among_others(component, artifact, trained):
    rows = pandas.read_parquet(trained.test.path).head(5)
    scores = []
    for part in [rows, *(rows.iloc[[index]] for index in range(5))]:
        predictions = artifact('Dataset')
        component.batch_predict(trained.model, artifact.dataset(part), predictions)
        scores.append(pandas.read_parquet(predictions.path).score.tolist())
    assert scores[0] == [each[0] for each in scores[1:]]


def test_keeps_the_columns_asked_for_and_uses_the_threshold(component, artifact, trained):
    predictions = artifact('Dataset')
    component.batch_predict(trained.model, trained.test, predictions, keep_columns=['dest', 'day'], threshold=0.3)
    made = pandas.read_parquet(predictions.path)
    assert list(made.columns) == ['dest', 'day', 'score', 'prediction']
    assert (made.prediction == (made.score >= 0.3)).all() and 0 < made.prediction.mean() < 1


def test_says_what_is_missing(component, artifact, trained, error_of):
    rows = pandas.read_parquet(trained.test.path)
    target = artifact('Dataset')
    without = artifact.dataset(rows.drop(columns=['carrier', 'hour']))
    assert 'the data has no column hour, carrier' in error_of(component.batch_predict, trained.model, without, target)
    assert 'there is no model at' in error_of(component.batch_predict, artifact('Model'), trained.test, target)
    assert 'no column tail' in error_of(component.batch_predict, trained.model, trained.test, target, keep_columns=['tail'])
