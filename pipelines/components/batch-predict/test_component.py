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


def test_scores_may_lack_where_there_is_no_model_or_no_row(component, artifact, trained):
    rows = pandas.read_parquet(trained.test.path).head(10)
    settings = {'keep_columns': ['late', 'absent'], 'scores_may_lack': True}
    for model, dataset in ((artifact('Model'), rows), (trained.model, rows.head(0)), (trained.model, pandas.DataFrame())):
        predictions = artifact('Dataset')
        assert component.batch_predict(model, artifact.dataset(dataset), predictions, **settings) == (len(dataset), 0.0)
        made = pandas.read_parquet(predictions.path)
        assert len(made) == len(dataset) and made.score.isna().all()
    predictions = artifact('Dataset')
    component.batch_predict(trained.model, artifact.dataset(rows), predictions, **settings)
    assert list(pandas.read_parquet(predictions.path).columns) == ['late', 'score', 'prediction']


def test_a_column_called_score_is_never_written_over(component, artifact, trained, error_of):
    dataset = artifact.dataset(pandas.read_parquet(trained.test.path).head(10).assign(score=700))
    message = error_of(component.batch_predict, trained.model, dataset, artifact('Dataset'))
    assert 'the rows have a column score already; name others in keep_columns' in message
    assert component.batch_predict(trained.model, dataset, artifact('Dataset'), keep_columns=['late']).rows == 10
