import json
from pathlib import Path

import pytest
from roll_out_trial import LEASE_SECONDS, Trial
from vertex_stand_in import Crash, crash_after, operation_error, unavailable

ENDPOINT = '/v1/projects/p/locations/europe-west4/endpoints/9'
CHANGES = ('POST', 'PATCH')


@pytest.fixture
def trial(component, tmp_path):
    return Trial(component, tmp_path)


def changes(trial) -> list:
    """The calls that change something at Vertex AI, in order."""
    calls = [call.replace(f' {ENDPOINT}', ' ') for call in trial.google.calls if call.startswith(CHANGES) and '/o' not in call]
    return [call.replace('/v1/projects/p/locations/europe-west4/models/', '') for call in calls]


def log(trial) -> list:
    return [line.partition(' ')[2] for line in trial.google.record()['log']]


def meanwhile(trial, when, what) -> None:
    """Somebody does something once, when the record has got so far."""

    def interfere(number, url):
        if not done and trial.google.objects and when(trial.google.record()):
            done.append(number)
            what(trial.google)
        return False

    done = []
    trial.google.outage = interfere


def being_watched(record: dict) -> bool:
    """Whether it has its first share."""
    return record['since'] > 0


def abandon(trial) -> None:
    """The step crashes in its first share, and is not started again."""

    def crash(google):
        raise Crash

    meanwhile(trial, being_watched, crash)
    with pytest.raises(Crash):
        trial.once()


def test_a_challenger_gets_share_after_share_then_the_alias_and_only_then_the_old_one_goes(trial):
    assert trial.run(canary_steps=[10.0, 100.0]) == 'promoted' and trial.problems() == []
    assert changes(trial) == [
        'POST :deployModel',
        'PATCH ',
        'PATCH ',
        'POST flights@2:mergeVersionAliases',
        'POST :undeployModel',
        'POST flights@2:mergeVersionAliases',
    ]
    assert trial.google.splits == [{'1': 100}, {'1': 90, '2': 10}, {'2': 100}]


def test_the_old_champion_stays_deployed_while_the_last_share_is_watched(trial):
    trial.google.figures = {100: {'failed': 60}}
    assert trial.run() == 'rolled-back' and trial.problems() == []
    assert trial.google.splits[-2:] == [{'2': 100}, {'1': 100}]
    assert changes(trial).count('POST :deployModel') == 1


@pytest.mark.parametrize(
    ('worse', 'expected'),
    [
        ({'failed': 51}, 'at 10 %: 0.0510 of the requests failed, more than 0.05'),
        ({'p95': 1000.5}, 'at 10 %: 95th percentile of latency is 1000 ms, more than 1000'),
        ({'failed': 51, 'p95': 2000.0}, 'failed, more than 0.05; 95th percentile'),
    ],
)
def test_a_breach_ends_it_at_once_and_takes_the_alias_from_the_challenger(trial, worse, expected):
    trial.google.figures = {10: worse}
    started = trial.google.clock.now
    assert trial.run(bake_minutes=600) == 'rolled-back' and trial.problems() == []
    assert expected in trial.google.record()['reason']
    assert trial.google.clock.now - started < 3600 + 600


def test_what_is_at_its_limit_is_no_breach(trial):
    trial.google.figures = {1: {'failed': 50, 'p95': 1000.0}}
    assert trial.run() == 'promoted'


def test_few_requests_are_judged_when_the_share_was_watched_for_long_enough(trial):
    trial.google.figures = {10: {'requests': 20, 'failed': 2}, 100: {'failed': 0, 'requests': 20}}
    assert trial.run() == 'rolled-back'
    assert trial.google.record()['written'] - trial.google.record()['since'] > 60


def test_a_challenger_that_nobody_asks_keeps_its_alias_for_another_try(trial):
    trial.google.figures = {1: {'requests': 0}}
    assert 'at 10 %: 0 requests are known, fewer than the 1 to judge by; traffic and aliases are as they were' in trial.run()
    assert trial.problems() == [] and trial.google.aliases == {'champion': '1', 'challenger': '2'}


def test_without_a_minimum_of_requests_a_share_that_nobody_asks_passes(trial):
    trial.google.figures = {1: {'requests': 0}}
    assert trial.run(min_requests=0) == 'promoted'


def test_the_first_model_of_an_endpoint_gets_all_of_the_traffic_and_goes_when_it_fails(component, tmp_path):
    good = Trial(component, tmp_path, first=True)
    assert good.run() == 'promoted' and good.google.splits == [{}, {'2': 100}]
    bad = Trial(component, tmp_path, first=True)
    bad.google.figures = {100: {'failed': 500}}
    assert bad.run() == 'rolled-back' and bad.problems() == []


def test_skew_of_the_rows_stops_it_before_anything_is_deployed(trial, artifact):
    skew = artifact()
    Path(skew.path).parent.mkdir()
    Path(skew.path).write_text(json.dumps({'columns': [{'column': 'a', 'distance': 0.1}, {'column': 'b', 'distance': 0.5}]}))
    assert trial.run(skew=skew, max_skew=0.4) == 'rolled-back' and trial.problems() == []
    assert trial.google.record()['reason'] == 'skew of b is 0.5000, more than 0.4'
    assert changes(trial) == ['POST flights@2:mergeVersionAliases']


@pytest.mark.parametrize('mode', ['dry-run', 'disabled'])
def test_other_modes_call_nothing(trial, mode):
    assert trial.run(mode=mode) == mode and trial.google.calls == []


def test_a_step_that_crashed_goes_on_and_deploys_once(trial):
    trial.google.faults = {number: crash_after for number in (10, 40, 60)}
    assert trial.run() == 'promoted' and trial.problems() == []
    assert changes(trial).count('POST :deployModel') == 1


def test_a_step_that_is_run_again_when_all_is_over_says_the_same_and_changes_nothing(trial):
    trial.run()
    before = changes(trial)
    assert trial.run() == 'promoted' and changes(trial) == before


def test_another_job_leaves_a_roll_out_alone_while_it_is_under_way(trial):
    abandon(trial)
    before = changes(trial)
    assert trial.once(job='job-2') == ('busy', 'the run job-1 is rolling out version 2') and changes(trial) == before


def test_another_job_takes_back_what_was_abandoned_and_then_rolls_out_itself(trial):
    abandon(trial)
    trial.google.clock.sleep(LEASE_SECONDS)
    assert trial.once(job='job-2').outcome == 'promoted' and trial.problems() == []
    assert trial.google.splits == [{'1': 100}, {'1': 90, '2': 10}, {'1': 100}, {'1': 90, '2': 10}, {'2': 100}]


def test_without_a_challenger_it_only_takes_back_what_was_abandoned(trial):
    assert trial.once(job='job-0', version='') == ('nothing', 'no roll-out was left to finish')
    abandon(trial)
    trial.clean_up()
    assert trial.google.record()['reason'] == 'the run job-1 stopped in the middle' and trial.problems() == []


def test_a_champion_that_is_another_one_than_was_compared_with_ends_it_untouched(trial):
    assert trial.once(champion_version='4') == ('outdated', 'champion is version 1 now, compared with 4')
    assert changes(trial) == []


def test_traffic_that_somebody_moves_meanwhile_is_not_moved_on(trial):
    def stop(google):
        google.split = {'1000': 100}
        google.changed()

    meanwhile(trial, being_watched, stop)
    assert 'somebody changed the traffic to' in trial.run(bake_minutes=30) and trial.problems() == []


def test_a_champion_that_somebody_makes_meanwhile_stays_the_champion(trial):
    meanwhile(trial, lambda record: record['step'] == 1, lambda google: google.aliases.update(champion='3'))
    assert 'somebody made version 3 the champion' in trial.run()
    assert trial.google.aliases['champion'] == '3' and trial.google.serving() == {'1': 100}


def test_a_challenger_that_somebody_undeploys_is_not_deployed_again(trial):
    def undeploy(google):
        google.split = {'1000': 100}
        google.models = {'1000': google.models['1000']}
        google.changed()

    meanwhile(trial, being_watched, undeploy)
    assert 'somebody undeployed' in trial.run(bake_minutes=30) and trial.problems() == []


def test_when_the_champion_is_gone_the_challenger_is_not_taken_away_too(trial):
    def undeploy(google):
        (mine,) = [name for name in google.models if name != '1000']
        google.split, google.models = {mine: 100}, {mine: google.models[mine]}
        google.changed()

    meanwhile(trial, being_watched, undeploy)
    assert 'nothing is left to go back to' in trial.run(bake_minutes=30)
    assert trial.google.serving() == {'2': 100}


def test_an_alias_that_went_to_a_newer_challenger_stays_there(trial):
    meanwhile(trial, being_watched, lambda google: google.aliases.update(challenger='3'))
    assert trial.run() == 'promoted' and trial.google.aliases == {'champion': '2', 'challenger': '3'}


def test_other_models_on_the_endpoint_keep_their_proportion_and_come_back(component, tmp_path):
    trial = Trial(component, tmp_path)
    trial.google.models['2000'] = {'version': '3', 'displayName': 'flights-v3'}
    trial.google.split = {'1000': 75, '2000': 25}
    trial.google.changed()
    trial.google.figures = {100: {'failed': 500}}
    assert trial.run(canary_steps=[20, 100]) == 'rolled-back'
    assert trial.google.splits[1:] == [{'1': 75, '3': 25}, {'1': 60, '3': 20, '2': 20}, {'2': 100}, {'1': 75, '3': 25}]


def test_a_version_that_is_deployed_already_is_not_deployed_again(trial):
    trial.google.models['7'] = {'version': '2', 'displayName': 'by hand'}
    trial.google.changed()
    assert trial.run() == 'promoted' and 'POST :deployModel' not in changes(trial)


def test_what_a_lost_run_deployed_is_undeployed_by_the_next_one_and_nothing_else_is(trial):
    trial.google.models['7'] = {'version': '3', 'displayName': 'flights-v3 by roll-out'}
    trial.google.models['8'] = {'version': '4', 'displayName': 'by hand'}
    trial.google.changed()
    assert trial.run() == 'promoted' and trial.google.deployed() == ['2', '4']


def test_a_deployment_that_fails_twice_ends_it_with_the_error_of_google(trial):
    def always(google, effect):
        return operation_error(google, effect)

    trial.google.faults = dict.fromkeys(range(400), always)
    assert 'no machine is free; traffic and aliases are as they were' in trial.run()
    assert trial.problems() == [] and changes(trial) == ['POST :deployModel', 'POST :deployModel']


def test_a_registry_that_cannot_be_read_at_the_start_leaves_all_as_it_was(trial):
    trial.google.faults = dict.fromkeys(range(400), unavailable)
    assert trial.run() == 'step failed: answered 503: refused' and changes(trial) == []


def test_an_endpoint_in_a_private_network_is_judged_by_what_it_reports(trial, monkeypatch):
    asked, public = [], trial.google.time_series

    def private_only(query):
        asked.append(query['filter'])
        if '/private/' not in query['filter']:
            return {}
        swapped = query['filter'].replace('/private', '') + ' AND metric.label.latency_type = "total"'
        return public({**query, 'filter': swapped})

    trial.google.time_series, trial.google.figures = private_only, {10: {'failed': 100}}
    assert trial.run() == 'rolled-back' and 'failed' in trial.google.record()['reason']
    assert any('private/prediction_latencies' in each and 'latency_type' not in each for each in asked)


def test_what_is_asked_of_monitoring_is_of_this_deployed_model_since_it_got_its_share(trial):
    asked, answer = [], trial.google.time_series

    def keep(query):
        asked.append(query)
        return answer(query)

    trial.google.time_series = keep
    trial.run()
    counts, latencies = asked[0], asked[1]
    assert counts['aggregation.perSeriesAligner'] == 'ALIGN_SUM' and counts['aggregation.groupByFields'] == 'metric.label.response_code'
    mine = trial.google.record()['deployment']
    for query in asked:
        assert f'metric.label.deployed_model_id = "{mine}"' in query['filter'] and int(query['aggregation.alignmentPeriod'][:-1]) >= 60
    assert latencies['aggregation.perSeriesAligner'] == 'ALIGN_DELTA'


@pytest.mark.parametrize(
    ('settings', 'expected'),
    [
        ({'mode': 'on'}, 'mode is "on"; allowed: enabled, dry-run, disabled'),
        ({'canary_steps': [50, 10, 100]}, 'canary_steps are [50, 10, 100]; allowed: percentages that rise to 100'),
        ({'canary_steps': [10, 50]}, 'canary_steps are [10, 50]'),
        ({'canary_steps': []}, 'canary_steps are []'),
        ({'bake_minutes': -1}, 'bake_minutes is -1'),
        ({'max_error_ratio': 5.0}, 'max_error_ratio 5.0; allowed: 0 or more, 0 to 1'),
        ({'version': 'new'}, 'challenger_version is "new"; a version is a number'),
        ({'min_replicas': 3, 'max_replicas': 2}, 'replicas are 3 to 2'),
        ({'location': ''}, 'give `location`'),
        ({'model_store': 'models'}, 'model_store is "models"; a folder is written gs://BUCKET/FOLDER'),
    ],
)
def test_says_what_is_wrong(trial, error_of, settings, expected):
    assert expected in error_of(trial.once, **settings) and trial.google.calls == []


@pytest.fixture
def registry(component, tmp_path):
    for number in (1, 2):
        (tmp_path / 'registry' / 'flights' / 'versions' / str(number)).mkdir(parents=True)
    component.write_json(str(tmp_path / 'registry' / 'flights' / 'aliases.json'), {'champion': 1, 'challenger': 2})
    served = {'id': '1', 'model': str(tmp_path / 'registry' / 'flights' / 'versions' / '1')}
    endpoint = {'deployedModels': [served], 'trafficSplit': {'1': 100}}
    component.write_json(str(tmp_path / 'registry' / 'endpoints' / 'flights.json'), endpoint)
    return tmp_path / 'registry'


def in_folder(component, artifact, registry, **settings):
    given = {'champion_version': '1', 'challenger_version': '2', 'registry': str(registry), 'job': 'job-1'}
    return component.roll_out(artifact(), 'flights', 'flights', **{**given, **settings})


def kept(registry, *path):
    return json.loads((registry.joinpath(*path)).read_text())


def test_in_a_folder_it_goes_the_same_way(component, artifact, registry):
    assert in_folder(component, artifact, registry).outcome == 'promoted'
    assert kept(registry, 'flights', 'aliases.json') == {'champion': 2}
    (served,) = kept(registry, 'endpoints', 'flights.json')['deployedModels']
    assert served['model'].endswith('versions/2') and kept(registry, 'endpoints', 'flights.json')['trafficSplit'] == {served['id']: 100}
    assert [line.split(' ', 1)[1] for line in kept(registry, 'rollouts', 'flights.json')['log']][2::2][:3] == [
        'gives it 10 %',
        'gives it 50 %',
        'gives it 100 %',
    ]


@pytest.mark.parametrize('figures', [{'50': {'error_ratio': 0.5}}, {'error_ratio': 0.5}])
def test_in_a_folder_the_figures_that_are_given_count(component, artifact, registry, figures):
    assert in_folder(component, artifact, registry, figures=figures).outcome == 'rolled-back'
    assert kept(registry, 'flights', 'aliases.json') == {'champion': 1}
    endpoint = kept(registry, 'endpoints', 'flights.json')
    assert endpoint['trafficSplit'] == {'1': 100} and len(endpoint['deployedModels']) == 1


def test_in_a_folder_a_record_that_another_run_wrote_is_not_overwritten(component, registry):
    serving = component.FolderServing(str(registry), 'flights', 'flights', {}, 'champion', 'challenger')
    _, revision = serving.read_record()
    written = serving.write_record({'turn': 1, 'writer': 'a'}, revision)
    with pytest.raises(SystemExit, match='was written by another run'):
        serving.write_record({'turn': 1, 'writer': 'b'}, revision)
    assert serving.read_record() == ({'turn': 1, 'writer': 'a'}, written)
