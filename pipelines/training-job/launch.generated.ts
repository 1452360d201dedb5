/* Generated from launch.py by test/pipelines/training-job/launcher.test.ts: do not edit. */

/** Text of launch.py: it is in no folder of a bundled kit. */
export const LAUNCHER = `"""Starts torchrun on one machine of a Vertex AI training job, knowing the job's other machines from its environment.

    python3 launch.py [--nproc-per-node N] [--master-port PORT] -- [-m] PROGRAM [ARGUMENT ...]

Vertex AI describes the machines in CLUSTER_SPEC, by number of the worker pool, and in TF_CONFIG, by TensorFlow's names
(https://cloud.google.com/vertex-ai/docs/training/distributed-training#cluster-variables). The chief and the workers
train together; whoever has another role, or is alone, starts a group of its own. Needs nothing but Python's own
library and, in the image, PyTorch.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Mapping, NamedTuple, NoReturn

# In the order of their ranks.
TRAINING_ROLES = {
    'CLUSTER_SPEC': ('workerpool0', 'workerpool1'),
    'TF_CONFIG': ('chief', 'master', 'worker'),
}


class Group(NamedTuple):
    """The machines that train together, and which of them this one is."""

    machines: int
    rank: int
    master_address: str
    master_port: str


def refuse(problem: str) -> NoReturn:
    sys.exit(f'launch: {problem}')


def group_of(environment: Mapping[str, str]) -> Group | None:
    """The group that this machine trains in; None when it trains alone."""
    for variable, roles in TRAINING_ROLES.items():
        if environment.get(variable):
            return described_group(variable, parsed(variable, environment[variable]), roles)
    return None


def parsed(variable: str, text: str) -> dict:
    try:
        described = json.loads(text)
    except ValueError:
        refuse(f'{variable} is not JSON: {text}')
    if isinstance(described, dict) and 'cluster' in described and 'task' in described:
        return described
    refuse(f'{variable} does not say what "cluster" and "task" are: {text}')


def described_group(variable: str, described: dict, roles: tuple[str, ...]) -> Group | None:
    cluster, task = described['cluster'], described['task']
    members = [(role, index) for role in roles for index in range(len(cluster.get(role) or []))]
    if task['type'] not in roles:
        return None
    me = (task['type'], int(task['index']))
    if me not in members:
        refuse(f'{variable} says that this machine is {me[0]} {me[1]}, which its cluster does not have')
    if len(members) == 1:
        return None
    role, index = members[0]
    host, _, port = cluster[role][index].rpartition(':')
    return Group(len(members), members.index(me), host, port)


def torchrun_arguments(group: Group | None, processes: str, port: str | None) -> list[str]:
    # With underscores: PyTorch before 2.0 does not know them with hyphens.
    if group is None:
        return ['--standalone', '--nnodes=1', f'--nproc_per_node={processes}']
    return [
        f'--nnodes={group.machines}',
        f'--node_rank={group.rank}',
        f'--nproc_per_node={processes}',
        f'--master_addr={group.master_address}',
        f'--master_port={port or group.master_port}',
    ]


def options_of(given: list[str]) -> dict[str, str]:
    names, values = given[::2], given[1::2]
    unknown = [name for name in names if name not in ('--nproc-per-node', '--master-port')]
    if unknown:
        refuse(f'unknown option {unknown[0]}: it takes --nproc-per-node and --master-port')
    if len(names) != len(values):
        refuse(f'{names[-1]} has no value')
    return dict(zip(names, values))


def main(arguments: list[str], environment: Mapping[str, str]) -> NoReturn:
    if '--' not in arguments or arguments[-1] == '--':
        refuse('no program to start: give it after --')
    split = arguments.index('--')
    options = options_of(arguments[:split])
    started = torchrun_arguments(
        group_of(environment), options.get('--nproc-per-node', '1'), options.get('--master-port')
    )
    command = [sys.executable, '-m', 'torch.distributed.run', *started, *arguments[split + 1 :]]
    print('launch:', ' '.join(command), flush=True)
    os.execv(sys.executable, command)


if __name__ == '__main__':
    main(sys.argv[1:], os.environ)
`;
