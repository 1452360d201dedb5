import json

import joblib
import numpy
import pandas
import pytest


def about(model):
    return json.load(open(f'{model.path}/model.json'))


def fit(component, artifact, trained, **settings):
    model = artifact('Model')
    inputs = trained.train_features, trained.validation_features, trained.graph
    return model, component.train(*inputs, model, artifact('Metrics'), artifact('HTML'), **settings)


def test_the_model_takes_rows_as_they_are_before_any_transform(trained):
    rows = pandas.read_parquet(trained.test.path)
    scores = joblib.load(f'{trained.model.path}/model.joblib').predict_proba(rows)[:, 1]
    assert len(scores) == len(rows) and ((scores > 0) & (scores < 1)).all()


@pytest.mark.parametrize('algorithm', ['gradient-boosting', 'logistic-regression'])
def test_training_converges(component, artifact, trained, algorithm):
    model, outputs = fit(component, artifact, trained, algorithm=algorithm, max_iterations=60)
    losses, metrics = about(model)['losses'], about(model)['metrics']
    assert numpy.isfinite(losses['train']).all() and numpy.isfinite(losses['validation']).all()
    assert all(later <= earlier + 1e-6 for earlier, later in zip(losses['train'], losses['train'][1:])), 'the loss falls'
    assert losses['train'][-1] < losses['train'][0] - 0.02
    assert outputs.validation_log_loss < metrics['base_rate_log_loss'] - 0.02, 'better than always saying the base rate'
    assert outputs.validation_auc > 0.65


def test_the_model_carries_statistics_of_what_it_was_trained_on(trained):
    statistics = json.load(open(f'{trained.model.path}/statistics.json'))
    score = statistics['outcomes']['columns']['score']
    assert sum(score['counts'].values()) == len(pandas.read_parquet(trained.validation.path))
    assert score['edges'] == pytest.approx([step / 10 for step in range(11)])
    assert set(statistics['features']['columns']) == set(trained.model.metadata['inputs'])


def test_few_rows_are_learnt_from(component, artifact):
    generator = numpy.random.default_rng(2)
    rows = pandas.DataFrame({'x': generator.normal(size=60)}).assign(y=lambda each: (each.x + generator.normal(0, 0.3, 60) > 0).astype(int))
    graph = artifact()
    component.write_json(f'{graph.path}/graph.json', {'inputs': {'x': 'number'}})
    component.write_json(f'{graph.path}/statistics.json', {'features': {}, 'outcomes': {'rows': 60, 'columns': {}}})
    joblib.dump('graph', f'{graph.path}/graph.joblib')
    outputs = artifact('Model'), artifact('Metrics'), artifact('HTML')
    inputs = artifact.dataset(rows.head(48)), artifact.dataset(rows.tail(12)), graph
    assert component.train(*inputs, *outputs, label='y').validation_auc > 0.8


def test_every_promised_artifact_is_written(trained):
    metrics = json.load(open(trained.metrics.path))
    assert metrics['validation_auc'] == trained.train_outputs.validation_auc
    assert trained.metrics.metadata['last_log_loss'] < trained.metrics.metadata['first_log_loss']
    assert '<svg' in open(trained.report.path).read()
    assert trained.model.metadata['inputs']['carrier'] == 'category'


def test_the_same_seed_gives_the_same_model(component, artifact, trained):
    first, second = (fit(component, artifact, trained, max_iterations=5)[0] for _ in range(2))
    assert about(first) == about(second)


def test_a_trial_overrules_the_settings_and_its_numbers_may_come_as_floats(component, artifact, trained):
    model, _ = fit(component, artifact, trained, learning_rate=0.3, trial={'learning_rate': 0.2, 'max_iterations': 5.0, 'max_leaf_nodes': 7.0})
    settings = about(model)['settings']
    assert (settings['learning_rate'], settings['max_iterations'], settings['max_leaf_nodes']) == (0.2, 5, 7)


def test_labels_that_features_say_nothing_about_are_refused(component, artifact, trained, error_of):
    rows = pandas.read_parquet(trained.train_features.path)
    noise = rows.assign(late=rows.late.sample(frac=1, random_state=1).to_numpy())
    watched = noise.tail(1500)
    inputs = artifact.dataset(noise.head(3000)), artifact.dataset(watched), trained.graph
    outputs = artifact('Model'), artifact('Metrics'), artifact('HTML')
    assert 'training did not converge: validation_log_loss' in error_of(component.train, *inputs, *outputs, learning_rate=0.5)


@pytest.mark.parametrize(
    ('settings', 'expected'),
    [
        ({'algorithm': 'forest'}, 'algorithm is forest; allowed: gradient-boosting, logistic-regression'),
        ({'learning_rate': 0.0}, 'learning_rate is 0.0; allowed: above 0'),
        ({'max_leaf_nodes': 1}, 'max_leaf_nodes is 1; allowed: 2 or more'),
        ({'algorithm': 'logistic-regression', 'l2': 0.0}, 'above 0 when linear'),
        ({'trial': {'depth': 3}}, 'the trial sets depth; allowed: algorithm, learning_rate'),
        ({'label': 'delay'}, 'the data has no column delay'),
    ],
)
def test_says_what_is_wrong_with_a_setting(component, artifact, trained, error_of, settings, expected):
    assert expected in error_of(fit, component, artifact, trained, **settings)


def test_raw_rows_instead_of_features_are_refused(component, artifact, trained, error_of):
    outputs = artifact('Model'), artifact('Metrics'), artifact('HTML')
    message = error_of(component.train, trained.train, trained.validation, trained.graph, *outputs)
    assert 'hold what is no number; give the output of features' in message
