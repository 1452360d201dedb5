"""The launcher as it runs in a container: a stand-in for torchrun says what it was started with."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

LAUNCHER = Path(__file__).parent / 'launch.py'
STAND_IN = 'import json, sys\nprint(json.dumps(sys.argv[1:]))\n'

CLUSTER = {
    'workerpool0': ['cmle-training-workerpool0-ab-0:2222'],
    'workerpool1': ['cmle-training-workerpool1-ab-0:2222', 'cmle-training-workerpool1-ab-1:2222'],
    'workerpool2': ['cmle-training-workerpool2-ab-0:2222'],
    'workerpool3': ['cmle-training-workerpool3-ab-0:2222'],
}
TF_CLUSTER = {'chief': ['chief-0:2222'], 'worker': ['worker-0:2222', 'worker-1:2222'], 'ps': ['ps-0:2222']}


def described(cluster: dict, role: str, index: int = 0) -> str:
    task = {'type': role, 'index': index, 'trial': '1'}
    return json.dumps({'cluster': cluster, 'environment': 'cloud', 'task': task, 'job': '{}', 'open_ports': [3333]})


@pytest.fixture
def launch(tmp_path):
    """Runs the launcher from its text, as the container's command does."""
    package = tmp_path / 'torch' / 'distributed'
    package.mkdir(parents=True)
    (package / 'run.py').write_text(STAND_IN)

    def start(arguments: list[str], variables: dict[str, str]) -> subprocess.CompletedProcess:
        kept = {name: value for name, value in os.environ.items() if name not in ('CLUSTER_SPEC', 'TF_CONFIG')}
        return subprocess.run(
            [sys.executable, '-c', LAUNCHER.read_text(), *arguments],
            env={**kept, **variables, 'PYTHONPATH': str(tmp_path)},
            capture_output=True,
            text=True,
        )

    return start


@pytest.fixture
def started_with(launch):
    """What torchrun gets."""

    def arguments(given: list[str], **variables: str) -> list[str]:
        done = launch(given, variables)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    return arguments


def group(rank: int, processes: int = 1, address: str = 'cmle-training-workerpool0-ab-0', port: int = 2222) -> list[str]:
    return [
        '--nnodes=3',
        f'--node_rank={rank}',
        f'--nproc_per_node={processes}',
        f'--master_addr={address}',
        f'--master_port={port}',
    ]


ALONE = ['--standalone', '--nnodes=1', '--nproc_per_node=1']


@pytest.mark.parametrize(
    ('role', 'index', 'rank'), [('workerpool0', 0, 0), ('workerpool1', 0, 1), ('workerpool1', 1, 2)]
)
def test_chief_and_workers_are_one_group_with_the_chief_as_its_master(started_with, role, index, rank):
    started = started_with(['--', 'train.py'], CLUSTER_SPEC=described(CLUSTER, role, index))
    assert started == [*group(rank), 'train.py']


def test_reducers_and_evaluators_are_not_counted(started_with):
    started = started_with(['--', 'train.py'], CLUSTER_SPEC=described(CLUSTER, 'workerpool1', 1))
    assert '--nnodes=3' in started


def test_an_evaluator_starts_a_group_of_its_own(started_with):
    started = started_with(['--', 'train.py'], CLUSTER_SPEC=described(CLUSTER, 'workerpool3'))
    assert started == [*ALONE, 'train.py']


def test_one_machine_alone_needs_no_master(started_with):
    spec = described({'workerpool0': ['127.0.0.1:2222']}, 'workerpool0')
    assert started_with(['--', 'train.py'], CLUSTER_SPEC=spec) == [*ALONE, 'train.py']


def test_outside_of_vertex_ai_it_is_alone(started_with):
    assert started_with(['--', 'train.py']) == [*ALONE, 'train.py']


@pytest.mark.parametrize(('role', 'index', 'rank'), [('chief', 0, 0), ('worker', 0, 1), ('worker', 1, 2)])
def test_tf_config_is_read_when_there_is_no_cluster_spec(started_with, role, index, rank):
    started = started_with(['--', 'train.py'], TF_CONFIG=described(TF_CLUSTER, role, index))
    assert started == [*group(rank, address='chief-0'), 'train.py']


def test_cluster_spec_is_preferred_to_tf_config(started_with):
    both = {'CLUSTER_SPEC': described(CLUSTER, 'workerpool1'), 'TF_CONFIG': described(TF_CLUSTER, 'worker', 1)}
    assert started_with(['--', 'train.py'], **both)[1] == '--node_rank=1'


def test_a_master_that_an_earlier_version_of_tf_config_names_counts_as_the_chief(started_with):
    cluster = {'master': ['master-0:2222'], 'worker': ['worker-0:2222']}
    started = started_with(['--', 'train.py'], TF_CONFIG=described(cluster, 'worker'))
    assert started[:2] == ['--nnodes=2', '--node_rank=1']
    assert '--master_addr=master-0' in started


def test_processes_and_port_can_be_given(started_with):
    spec = described(CLUSTER, 'workerpool0')
    started = started_with(
        ['--nproc-per-node', '8', '--master-port', '3333', '--', '-m', 'trainer.task', '--lr', '0.1'], CLUSTER_SPEC=spec
    )
    assert started == [*group(0, processes=8, port=3333), '-m', 'trainer.task', '--lr', '0.1']


def test_the_programs_own_double_dash_is_its_own(started_with):
    assert started_with(['--', 'train.py', '--', 'x'])[3:] == ['train.py', '--', 'x']


@pytest.mark.parametrize(
    ('arguments', 'variables', 'said'),
    [
        (['train.py'], {}, 'launch: no program to start: give it after --'),
        (['--'], {}, 'launch: no program to start: give it after --'),
        (['--nnodes', '2', '--', 't.py'], {}, 'unknown option --nnodes: it takes --nproc-per-node and --master-port'),
        (['--nproc-per-node', '--', 't.py'], {}, 'launch: --nproc-per-node has no value'),
        (['--', 't.py'], {'CLUSTER_SPEC': 'nonsense'}, 'launch: CLUSTER_SPEC is not JSON: nonsense'),
        (['--', 't.py'], {'CLUSTER_SPEC': '{}'}, 'CLUSTER_SPEC does not say what "cluster" and "task" are: {}'),
        (
            ['--', 't.py'],
            {'CLUSTER_SPEC': described(CLUSTER, 'workerpool1', 2)},
            'launch: CLUSTER_SPEC says that this machine is workerpool1 2, which its cluster does not have',
        ),
    ],
)
def test_what_cannot_be_started_is_said_in_one_line(launch, arguments, variables, said):
    done = launch(arguments, variables)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert said in done.stderr
