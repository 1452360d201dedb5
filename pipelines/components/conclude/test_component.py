import json

import pytest


@pytest.fixture
def registry(component, tmp_path):
    component.write_json(str(tmp_path / 'flights' / 'aliases.json'), {'champion': 1, 'challenger': 2})
    return tmp_path


def conclude(component, artifact, registry, **settings):
    record, decision = artifact(), artifact()
    component.write_json(decision.path, {'winner': 'champion', 'gain': -0.01})
    outputs = component.conclude(
        record, 'flights', 'rejected', 'auc loses', version='2', decision=decision, registry=str(registry), **settings
    )
    return outputs, json.load(open(record.path)), json.loads((registry / 'flights' / 'aliases.json').read_text())


def test_a_loser_loses_its_alias_and_the_record_says_why(component, artifact, registry):
    outputs, record, aliases = conclude(component, artifact, registry)
    assert outputs == ('rejected', 'auc loses') and aliases == {'champion': 1}
    assert record['reason'] == 'auc loses' and record['decision'] == {'winner': 'champion', 'gain': -0.01}


def test_an_alias_that_is_at_another_version_by_now_stays(component, artifact, registry):
    component.write_json(str(registry / 'flights' / 'aliases.json'), {'champion': 1, 'challenger': 3})
    assert conclude(component, artifact, registry)[2] == {'champion': 1, 'challenger': 3}


def test_a_dry_run_touches_nothing_and_says_what_would_be(component, artifact, registry):
    outputs, _, aliases = conclude(component, artifact, registry, mode='dry-run')
    assert outputs == ('dry-run', 'rejected if it were enabled: auc loses')
    assert aliases == {'champion': 1, 'challenger': 2}


def test_with_nothing_to_decide_it_only_keeps_the_reason(component, artifact):
    record = artifact()
    assert component.conclude(record, 'flights', 'nothing', 'there is no challenger') == ('nothing', 'there is no challenger')
    assert json.load(open(record.path))['outcome'] == 'nothing'


@pytest.mark.parametrize(('holder', 'dropped'), [('2', 1), ('3', 0)])
def test_at_vertex_the_alias_is_taken_from_this_version_alone(component, artifact, google, holder, dropped):
    sent = google({('GET', '@challenger'): {'versionId': holder}, ('POST', '@2:mergeVersionAliases'): {}}).sent
    where = {'version': '2', 'project': 'p', 'location': 'europe-west4'}
    component.conclude(artifact(), 'flights', 'rejected', 'auc loses', **where)
    assert [body for method, _, body in sent if method == 'POST'] == [{'versionAliases': ['-challenger']}] * dropped
