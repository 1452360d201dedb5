import json

import pytest


def evaluation(auc=0.7, log_loss=0.5, rows='same', slices=()):
    metrics = {'auc': auc, 'log_loss': log_loss, 'lift': 2.0}
    parts = [{'column': 'origin', 'value': name, 'rows': 500, 'metrics': {'auc': value}} for name, value in slices]
    return {'found': True, 'rows': 1000, 'rows_sha256': rows, 'label': 'late', 'metrics': metrics, 'slices': parts}


@pytest.fixture
def compare(component, artifact, tmp_path):
    def run(challenger, champion=None, **settings):
        def written(content):
            if content is None:
                return None
            made = artifact()
            component.write_json(made.path, content)
            return made

        decision, report = artifact(), artifact('Markdown')
        answer = component.compare(written(challenger), decision, report, written(champion), **settings)
        return answer, json.load(open(decision.path)), open(report.path).read()

    return run


@pytest.mark.parametrize('champion', [None, {'found': False}])
def test_without_a_champion_the_challenger_wins(compare, champion):
    answer, _, report = compare(evaluation(), champion)
    assert answer == (True, 'challenger', 0.0, 'there is no champion yet')
    assert '# The challenger wins' in report and '| **auc** | - | 0.7000 |' in report


@pytest.mark.parametrize(
    ('challenger', 'settings', 'promote'),
    [
        (0.71, {}, True),
        (0.704, {}, False),
        (0.704, {'min_gain': 0.0}, True),
        (0.70, {'min_gain': 0.0}, False),
        (0.69, {'min_gain': 0.0}, False),
        (0.71, {'min_relative_gain': 0.01}, True),
        (0.71, {'min_relative_gain': 0.02}, False),
        (0.695, {'min_gain': -0.01}, True),
        (0.685, {'min_gain': -0.01}, False),
    ],
)
def test_mode_better_asks_for_a_gain_absolute_or_relative(compare, challenger, settings, promote):
    answer, decision, _ = compare(evaluation(auc=challenger), evaluation(auc=0.70), **settings)
    assert answer.promote is promote and answer.winner == ('challenger' if promote else 'champion')
    assert answer.gain == pytest.approx(challenger - 0.70)
    assert decision['promote'] is promote and decision['champion']['auc'] == 0.70


def test_a_lower_loss_is_a_gain(compare):
    assert compare(evaluation(log_loss=0.4), evaluation(log_loss=0.5), primary_metric='log_loss')[0].promote
    assert not compare(evaluation(log_loss=0.6), evaluation(log_loss=0.5), primary_metric='log_loss')[0].promote
    upside_down = compare(evaluation(log_loss=0.6), evaluation(log_loss=0.5), primary_metric='log_loss', direction='higher')
    assert upside_down[0].promote


@pytest.mark.parametrize(('auc', 'promote'), [(0.69, True), (0.685, False), (0.8, True)])
def test_mode_not_worse_accepts_a_small_loss(compare, auc, promote):
    assert compare(evaluation(auc=auc), evaluation(auc=0.70), mode='not-worse', tolerance=0.0101)[0].promote is promote


def test_mode_always_lets_the_challenger_win_and_mode_never_does_not(compare):
    assert compare(evaluation(auc=0.6), evaluation(auc=0.7), mode='always')[0].promote
    assert not compare(evaluation(auc=0.8), evaluation(auc=0.7), mode='never')[0].promote
    assert not compare(evaluation(auc=0.8), None, mode='never')[0].promote


@pytest.mark.parametrize('mode', ['better', 'not-worse', 'always'])
def test_a_floor_stops_the_challenger_in_every_mode(compare, mode):
    answer, _, report = compare(evaluation(auc=0.71, log_loss=0.9), evaluation(), mode=mode, floors={'auc': 0.6, 'log_loss': 0.8})
    assert not answer.promote and answer.reason == 'log_loss 0.9000 is worse than its floor 0.8'
    assert 'Why: log_loss 0.9000 is worse' in report
    assert not compare(evaluation(auc=0.5), None, mode=mode, floors={'auc': 0.6})[0].promote


def test_a_floor_of_slices_stops_the_challenger_and_names_the_slice(compare):
    new = evaluation(auc=0.75, slices=[('JFK', 0.52), ('LGA', 0.80)])
    assert compare(new, None)[0].promote and compare(new, None, slice_floors={'auc': 0.5})[0].promote
    answer = compare(new, None, slice_floors={'auc': 0.55}, mode='always')[0]
    assert not answer.promote and answer.reason == 'auc 0.5200 in slice origin = JFK is worse than the floor of slices 0.55'


def test_a_slice_that_loses_too_much_stops_the_challenger(compare):
    before = evaluation(auc=0.70, slices=[('JFK', 0.70), ('LGA', 0.70)])
    after = evaluation(auc=0.75, slices=[('JFK', 0.60), ('LGA', 0.80)])
    assert compare(after, before)[0].promote
    answer, decision, _ = compare(after, before, max_slice_loss=0.05)
    assert not answer.promote and answer.reason == 'slice origin = JFK loses 0.1000, more than 0.05'
    assert [each['value'] for each in decision['lost_slices']] == ['JFK']


@pytest.mark.parametrize(
    ('champion', 'settings', 'expected'),
    [
        (evaluation(rows='other'), {}, 'were evaluated on different rows'),
        (evaluation(), {'primary_metric': 'f1'}, 'whether more of f1 is better is not known'),
        (evaluation(), {'primary_metric': 'f1', 'direction': 'higher'}, 'primary metric is "f1"; measured were auc, log_loss'),
        (evaluation(), {'primary_metric': 'lift'}, 'whether more of lift is better is not known'),
        (evaluation(), {'direction': 'up'}, 'direction is "up"; allowed directions: higher, lower, auto'),
        (evaluation(), {'mode': 'best'}, 'mode is "best"; allowed: better, not-worse, always, never'),
        (evaluation(), {'floors': {'f1': 0.5}}, 'measured were auc, log_loss'),
    ],
)
def test_says_what_is_wrong(compare, error_of, champion, settings, expected):
    assert expected in error_of(compare, evaluation(), champion, **settings)


def test_a_challenger_that_is_absent_or_no_evaluation_is_one_clear_error(component, compare, artifact, error_of):
    assert 'says that there is no model' in error_of(compare, {'found': False})
    assert 'is no evaluation; give the output of evaluate' in error_of(compare, {'auc': 0.7})
    assert 'there is no evaluation at' in error_of(component.compare, artifact(), artifact(), artifact('Markdown'))
