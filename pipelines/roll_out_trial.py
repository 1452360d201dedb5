"""A roll-out on the stand-in of Vertex AI, started again as Vertex Pipelines does it, and what must hold in the end."""

import contextlib
import io
from types import SimpleNamespace

from vertex_stand_in import Crash, VertexStandIn

ATTEMPTS = 4
LEASE_SECONDS = 900


class Trial:
    """Version 2 against version 1, which serves; or alone, when there is no champion yet."""

    def __init__(self, component, folder, first: bool = False, **how) -> None:
        deployed = {} if first else {'1000': ('1', 100)}
        aliases = {'challenger': '2'} if first else {'champion': '1', 'challenger': '2'}
        self.component, self.first = component, first
        self.google = VertexStandIn(deployed, aliases, **how)
        self.artifact = SimpleNamespace(path=f'{folder}/record/record.json', metadata={})
        clock = self.google.clock
        self.component.VertexServing.now = lambda _: clock.now
        self.component.VertexServing.sleep = lambda _, seconds: clock.sleep(seconds)
        self.component.call_google = self.google

    def once(self, job: str = 'job-1', version: str = '2', **settings):
        """One attempt of the step."""
        place = {'project': 'p', 'location': 'europe-west4', 'model_store': 'gs://store/flights'}
        defaults = {'champion_version': '' if self.first else '1', 'bake_minutes': 1, 'canary_steps': [10, 100]}
        asked = {**defaults, **place, **settings, 'challenger_version': version, 'job': job}
        with contextlib.redirect_stdout(io.StringIO()):
            return self.component.roll_out(self.artifact, 'flights', '9', **asked)

    def run(self, **settings) -> str:
        """The outcome of the step, which is started again when it fails."""
        for _ in range(ATTEMPTS):
            try:
                return self.once(**settings).outcome
            except (Crash, SystemExit) as failure:
                last = failure
                self.google.clock.sleep(30)
        return f'step failed: {last}'

    def clean_up(self) -> None:
        """What the next run of the pipeline does first, when nothing is wrong any more."""
        self.google.faults, self.google.outage = {}, None
        self.google.clock.sleep(LEASE_SECONDS)
        self.once(job='job-2', version='')

    def problems(self) -> list:
        """What is wrong when all is over."""
        self.google.settle()
        record, google = self.google.record(), self.google
        outcome = record.get('outcome', '')
        old, kept = ({}, {}) if self.first else ({'1': 100}, {'champion': '1'})
        aliases = {'promoted': {'champion': '2'}, 'rolled-back': kept}.get(outcome, {**kept, 'challenger': '2'})
        wanted = {
            'phase': ('done', record.get('phase', 'done')),
            'traffic': ({'2': 100} if outcome == 'promoted' else old, google.serving()),
            'deployed': (['2'] if outcome == 'promoted' else sorted(old), google.deployed()),
            'aliases': (aliases, google.aliases),
            'a reason': (True, not record or bool(record['reason']) and record['log'][-1].endswith(record['reason'])),
            'operations under way': ([], [each for each in google.operations.values() if not each['shown']['done']]),
        }
        return [f'{what} is {found}, not {right}' for what, (right, found) in wanted.items() if right != found] + self.on_the_way()

    def on_the_way(self) -> list:
        """What was wrong at any time: traffic that adds up to nothing or goes to nobody, a share left out, an alias too early."""
        allowed = [{}, {'2': 100}] if self.first else [{'1': 100}, {'1': 90, '2': 10}, {'2': 100}]
        splits, moves = self.google.splits, self.google.moves
        found = [f'the traffic was {split}' for split in splits if split not in allowed]
        steps = [allowed.index(split) for split in splits if split in allowed]
        found += [f'the traffic went {splits}' for before, after in zip(steps, steps[1:]) if after > before + 1]
        early = [serving for alias, version, serving in moves if (alias, version) == ('champion', '2') and serving != {'2': 100}]
        return found + [f'it became the champion with {serving}' for serving in early]
