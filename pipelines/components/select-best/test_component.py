import os

import pytest


@pytest.fixture
def models(artifact):
    made = [artifact('Model') for _ in range(3)]
    for number, model in enumerate(made):
        os.makedirs(model.path)
        open(f'{model.path}/model.joblib', 'w').write(str(number))
        model.metadata['number'] = number
    return made


@pytest.mark.parametrize(('direction', 'index'), [('lower', 1), ('higher', 2)])
def test_copies_the_model_with_the_best_score(component, artifact, models, direction, index):
    best = artifact('Model')
    assert component.select_best(models, best, [0.5, 0.4, 0.6], direction).best_index == index
    assert open(f'{best.path}/model.joblib').read() == str(index) and best.metadata == {'number': index}


@pytest.mark.parametrize(
    ('scores', 'direction', 'expected'),
    [([0.5], 'lower', 'there are 3 models and 1 scores'), ([1, 2, 3], 'up', 'direction is "up"; allowed: higher, lower')],
)
def test_says_what_is_wrong(component, artifact, models, error_of, scores, direction, expected):
    assert expected in error_of(component.select_best, models, artifact('Model'), scores, direction)
