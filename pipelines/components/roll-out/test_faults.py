"""Whatever goes wrong, a roll-out ends with the champion serving everything, or with the challenger as the champion."""

import random
import types
from functools import partial

import pytest
from conftest import COMPONENTS
from roll_out_trial import LEASE_SECONDS, Trial
from vertex_stand_in import FAULTS

SCENES = {
    'a champion serves': {},
    'there is no champion yet': {'first': True},
    'Google moves no alias by itself, and shows late what was done': {'aliases_move': False, 'seen_late': 35.0},
}
BREACHES = {'fails': {'failed': 100}, 'is slow': {'p95': 1500.0}, 'is not asked': {'requests': 0}}
DOWN = {
    'everything': lambda url: True,
    'the endpoint': lambda url: '/endpoints/' in url,
    'the registry': lambda url: '/models/' in url,
    'monitoring': lambda url: 'monitoring.' in url,
    'the bucket': lambda url: 'storage.' in url,
}


def calls_of(trial) -> int:
    """How many calls a roll-out makes in which nothing goes wrong but what was agreed."""
    trial.run()
    assert trial.problems() == []
    return len(trial.google.calls)


def with_one_fault(trial_of, faults, stride: int = 1):
    """The same roll-out with each fault at each call."""
    for fault in faults:
        for number in range(0, calls_of(trial_of()), stride):
            trial = trial_of()
            trial.google.faults = {number: fault}
            yield f'{fault.__name__} at call {number}', trial, trial.run()


def breaching(trial_of, share: int, worse: dict):
    """The same roll-out with a challenger that is worse from a share on."""
    trial = trial_of()
    trial.google.figures = {share: worse}
    return trial


def random_trial(component, folder, seed: int) -> Trial:
    """A roll-out drawn by a seed: where, what goes wrong when, and how good the challenger is."""
    draw = random.Random(seed)
    trial = Trial(component, folder, **draw.choice(list(SCENES.values())))
    trial.google.faults = {draw.randrange(160): draw.choice(FAULTS) for _ in range(draw.randint(2, 12))}
    trial.google.figures = {draw.choice([1, 100]): draw.choice([{}, {}, *BREACHES.values()])}
    return trial


def run_to_the_end(trial) -> str:
    """The step, and when it gave up, the next run."""
    outcome = trial.run()
    if trial.google.record().get('phase', 'done') != 'done':
        trial.clean_up()
    return outcome


@pytest.mark.parametrize('fault', FAULTS, ids=lambda fault: fault.__name__)
@pytest.mark.parametrize('scene', SCENES)
def test_one_fault_at_any_call_does_not_keep_a_good_challenger_from_becoming_the_champion(component, tmp_path, scene, fault):
    for where, trial, outcome in with_one_fault(partial(Trial, component, tmp_path, **SCENES[scene]), [fault]):
        assert (outcome, trial.problems()) == ('promoted', []), where


@pytest.mark.parametrize(('breach', 'share', 'stride'), [('fails', 100, 1), ('is slow', 10, 2), ('is not asked', 10, 9)])
def test_one_fault_at_any_call_does_not_save_a_challenger_that(component, tmp_path, breach, share, stride):
    trial_of = partial(breaching, partial(Trial, component, tmp_path), share, BREACHES[breach])
    for where, trial, _ in with_one_fault(trial_of, FAULTS, stride):
        assert trial.google.record()['outcome'] == ('failed' if breach == 'is not asked' else 'rolled-back'), where
        assert trial.problems() == [], where


def test_a_thousand_random_runs_with_several_faults_each(component, tmp_path):
    wrong = {}
    for seed in range(1000):
        trial = random_trial(component, tmp_path, seed)
        run_to_the_end(trial)
        found = trial.problems()
        wrong.update({seed: found} if found else {})
    assert wrong == {}, 'by seed; run one again with random_trial'


@pytest.mark.parametrize('scene', SCENES)
@pytest.mark.parametrize('down', DOWN)
def test_what_stays_down_leaves_traffic_alone_and_the_next_run_cleans_up(component, tmp_path, down, scene):
    for number in range(0, calls_of(Trial(component, tmp_path, **SCENES[scene])), 3):
        trial = Trial(component, tmp_path, **SCENES[scene])
        trial.google.outage = lambda call, url: call >= number and DOWN[down](url)
        trial.run()
        served, on_the_way = trial.google.serving(), trial.on_the_way()
        trial.google.settle()
        assert trial.google.serving() in (served, {'2': 100}) and on_the_way == [], number
        champion_is_there = trial.first or '1' in trial.google.deployed() or trial.google.aliases.get('champion') == '2'
        assert champion_is_there, number
        trial.clean_up()
        assert trial.problems() == [], number


@pytest.mark.parametrize('down', ['the registry', 'monitoring', 'the bucket'])
def test_the_champion_gets_its_traffic_back_though_something_else_stays_down(component, tmp_path, down):
    trial = Trial(component, tmp_path)
    trial.google.figures = {100: {'p95': 1500.0}}
    trial.google.outage = lambda call, url: trial.google.split.get('1000', 0) < 90 and DOWN[down](url)
    assert trial.run() != 'promoted'
    assert trial.google.serving() == {'1': 100} and {'2': 100} in trial.google.splits


def test_when_the_endpoint_itself_stays_down_the_step_says_where_it_stands(component, tmp_path):
    trial = Trial(component, tmp_path)
    trial.google.outage = lambda call, url: trial.google.split.get('1000') == 90 and DOWN['the endpoint'](url)
    assert 'stopped in phase back, traffic is as it was seen last; the next run goes on: answered 503' in trial.run()
    assert trial.google.serving() == {'1': 90, '2': 10}
    trial.clean_up()
    assert (trial.problems(), trial.google.record()['outcome']) == ([], 'failed')


def interrupted_by(component, folder, number: int, pause: float):
    """A roll-out in whose middle another run starts, after a pause of the first."""
    trial, told = Trial(component, folder), []

    def another_run(google, effect):
        google.clock.sleep(pause)
        told.append(trial.once(job='job-2').outcome)
        return effect()

    trial.google.faults = {number: another_run}
    trial.run()
    return trial, told


def test_of_two_runs_at_once_one_rolls_out_and_the_other_leaves_it_alone(component, tmp_path):
    for number in range(calls_of(Trial(component, tmp_path))):
        trial, told = interrupted_by(component, tmp_path, number, 0.0)
        assert (told[:1], trial.problems()) in ((['busy'], []), (['promoted'], [])), number
        assert trial.google.record()['outcome'] == 'promoted', number


def test_a_run_that_slept_past_its_lease_does_no_harm_to_the_one_that_took_over(component, tmp_path):
    for number in range(calls_of(Trial(component, tmp_path))):
        trial, _ = interrupted_by(component, tmp_path, number, LEASE_SECONDS + 1.0)
        trial.google.settle()
        assert trial.google.serving() == {'2': 100} and trial.google.aliases == {'champion': '2'}, number
        assert trial.on_the_way() == [] or number == 0, number
        left = [name for name in trial.google.models if not trial.google.split.get(name)]
        assert len(left) <= 1, number  # the one call that was on its way when it slept


MUTANTS = {
    'leaves the traffic where it is': ("    if seen['split'] != wanted and not alone:\n", '    if False:\n'),
    'leaves the challenger deployed': ("    if mine in seen['deployed']:\n        return undeploy(", "    if False:\n        return undeploy("),
    'leaves the old champion deployed': ("for name in record['replaced']:", 'for name in []:'),
    'makes it the champion before it has the traffic': ("    if record['step'] + 1 < len(record['steps']):\n", '    if False:\n'),
    'leaves its alias to a challenger that lost': ("    if record['at_fault'] and seen['challenger'] == version:\n", '    if False:\n'),
    'leaves the alias challenger': ("    if seen['challenger'] == version:\n        return record, {'do': 'drop'", "    if False:\n        return record, {'do': 'drop'"),
    'leaves the alias champion where it was moved to': ("and seen['champion'] in ('', version):", 'and False:'),
    'looks at no figures': ("    limits, found = record['limits'], []\n", '    return []\n'),
    'goes on without requests': ("    if requests < record['limits']['requests']:\n", '    if False:\n'),
    'waits for no operation': ("    if record['operation'] or seen['busy']:\n", '    if False:\n'),
    'does not wait until it sees what it did': ('VISIBLE_SECONDS = 180', 'VISIBLE_SECONDS = 0'),
    'takes every error for the end': ('\nTRIES = 8', '\nTRIES = 1'),
    'does not care who else is at it': ("    return 'busy' if now - record['written'] < LEASE_SECONDS else 'finish'", "    return 'finish'"),
    'overwrites the record of another run': ("'ifGenerationMatch': revision", "'ifGenerationMatch': self.read_record()[1]"),
    'forgets what it began': ("    if record['holder'] == ask['owner']:\n", '    if False:\n'),
    'takes a lost answer for another run': ('            if other and revision != self.revision:', '            if stored:'),
    'does not put back what another run left': ("    if record['phase'] != 'canary':\n        return held\n", '    return held\n'),
    'deploys under another id each time': ('{**model, \'id\': deployment,', "{**model, 'id': str(int(self.now()) % 10**10),"),
    'skips a share': ("'step': record['step'] + 1, 'since'", "'step': len(record['steps']) - 1, 'since'"),
}


def mutated(old: str, new: str):
    """The component with a mistake in it."""
    source = (COMPONENTS / 'roll-out' / 'component.py').read_text()
    assert source.count(old) == 1, f'{source.count(old)} places for {old!r}'
    module = types.ModuleType('mutant')
    exec(compile(source.replace(old, new), 'mutant', 'exec'), module.__dict__)
    return module


def all_problems(component, folder):
    """The tests above, shortened, as problems one after another."""
    for scene in SCENES.values():
        trial_of = partial(Trial, component, folder, **scene)
        for share, worse in ((1, {}), (10, {'p95': 1500.0}), (100, {'failed': 100}), (1, {'requests': 0})):
            trial = breaching(trial_of, share, worse)
            outcome = trial.run()
            yield 'requests' not in worse and outcome != ('rolled-back' if worse else 'promoted')
            yield trial.problems()
    for number in range(0, 80, 7):
        trial, told = interrupted_by(component, folder, number, 0.0)
        yield number > 10 and 'busy' not in told or trial.problems()
    for _, trial, outcome in with_one_fault(partial(Trial, component, folder), FAULTS, stride=10):
        yield outcome != 'promoted' or trial.problems()
    for seed in range(300):
        trial = random_trial(component, folder, seed)
        run_to_the_end(trial)
        yield trial.problems()


@pytest.mark.parametrize('mutant', MUTANTS)
def test_these_tests_notice_a_roll_out_that(tmp_path, mutant):
    component = mutated(*MUTANTS[mutant])
    try:
        assert any(all_problems(component, tmp_path))
    except AssertionError:
        pass
