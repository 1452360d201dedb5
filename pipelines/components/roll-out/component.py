from typing import Dict, List, NamedTuple

from kfp.dsl import Artifact, Input, Output


class Outputs(NamedTuple):
    outcome: str
    reason: str


def roll_out(
    record: Output[Artifact],
    model_name: str,
    endpoint: str,
    challenger_version: str = '',
    champion_version: str = '',
    decision: Input[Artifact] = None,
    skew: Input[Artifact] = None,
    mode: str = 'enabled',
    canary_steps: List[int] = [10, 50, 100],
    bake_minutes: int = 30,
    max_error_ratio: float = 0.05,
    max_latency_ms: float = 1000.0,
    max_skew: float = 1.0,
    min_requests: int = 1,
    champion_alias: str = 'champion',
    challenger_alias: str = 'challenger',
    machine_type: str = 'n1-standard-2',
    min_replicas: int = 1,
    max_replicas: int = 1,
    service_account: str = '',
    figures: Dict = {},
    registry: str = '.mlops/registry',
    project: str = '',
    location: str = '',
    model_store: str = '',
    job: str = '',
) -> Outputs:
    """Makes a challenger the champion of an endpoint step by step, or puts everything back as it was and says why.

    What it is about to do is written down before each call, so that a run that crashed is gone on with by the same job,
    and taken back by any other. Two at a time don't happen: the second one ends as `busy`.

    Args:
        model_name: Id of the model in the registry.
        endpoint: Id of the endpoint; it must exist at Vertex AI.
        challenger_version: Number of the version that won; when empty only what an earlier run left is finished.
        champion_version: Number of the version that it won against; empty when there was none. Another one now ends it.
        decision: The comparison that it won, for the record.
        skew: Distances of recent rows from what it was trained on, as monitor measures them.
        mode: `enabled`; `dry-run` and `disabled` touch nothing.
        canary_steps: Shares of the requests that it gets one after another; they rise to 100.
        bake_minutes: How long each share is watched before the next, at least 0; without a project there is nothing to watch.
        max_error_ratio: Largest share of its responses that may be failures, 0 to 1.
        max_latency_ms: Largest 95th percentile of its latency in milliseconds; 0 for any.
        max_skew: Largest distance that a feature may have, 0 to 1.
        min_requests: A step with fewer is not judged: it waits as long once more and ten minutes, then goes back.
        champion_alias: Alias of the version in service.
        challenger_alias: Alias of the version that wants to be.
        machine_type: Machine that serves it at Vertex AI.
        min_replicas: Fewest machines, at least 1.
        max_replicas: Most machines.
        service_account: Account that the serving container runs as; Vertex AI's own when empty.
        figures: Without a project: what each step shows, {"50": {"latency_p95_ms": 900}}, or all of them, {"error_ratio": 0}.
        registry: Folder of the local registry; not used when a project is given.
        project: Project of the endpoint and the model registry; the local registry is used when empty.
        location: Region of the endpoint, such as europe-west4.
        model_store: Folder that keeps the record of a roll-out at Vertex AI, gs://BUCKET/FOLDER.
        job: Name of the run: the one that may go on with what it began.

    Returns:
        record: Outcome, reason, and what was done when, as JSON.
        outcome: `promoted`, `rolled-back`, `outdated` (another champion meanwhile), `busy` (another run), `nothing`, or the mode.
        reason: Why, in a sentence.
    """
    import uuid

    require_settings(mode, canary_steps, bake_minutes, max_error_ratio, challenger_version)
    require_replicas('roll-out', min_replicas, max_replicas)
    if mode != 'enabled':
        would = f'version {challenger_version} would be rolled out' if challenger_version else 'nothing was looked at'
        return told(record, {'outcome': mode, 'reason': f'mode {mode}: {would}'}, decision)
    aliases = {'champion_alias': champion_alias, 'challenger_alias': challenger_alias}
    distance, feature = farthest(skew)
    ask = {
        **{'owner': job or uuid.uuid4().hex, 'model': model_name, 'endpoint': endpoint, **aliases},
        **{'challenger': challenger_version, 'champion': champion_version, 'steps': [int(step) for step in canary_steps]},
        **{'bake_seconds': 60.0 * bake_minutes if project else 0.0, 'skew': distance, 'skewed_feature': feature},
        'limits': {'error_ratio': max_error_ratio, 'latency_p95_ms': max_latency_ms, 'skew': max_skew, 'requests': min_requests},
    }
    ask['deployment'] = deployment_id(ask)
    if project:
        place = {'project': project, 'location': location, 'endpoint': endpoint, 'model_name': model_name, 'store': model_store}
        require_place(place)
        machine = {'machine_type': machine_type, 'fewest': min_replicas, 'most': max_replicas, 'service_account': service_account}
        serving = VertexServing(place, machine, **aliases)
    else:
        serving = FolderServing(registry, model_name, endpoint, figures, **aliases)
    done = RollOut(serving, ask, uuid.uuid4().hex).run()
    outputs = told(record, done, decision)
    if outputs.outcome == 'failed' and challenger_version:
        raise SystemExit(f'roll-out: {outputs.reason}; traffic and aliases are as they were')
    return outputs


def told(record, done: dict, decision) -> Outputs:
    """Writes the record of the run, and says the outcome."""
    outputs = Outputs(done['outcome'], done['reason'])
    compared = read_json(decision.path, {}) if decision else {}
    write_json(record.path, {**done, 'decision': compared})
    record.metadata.update(outputs._asdict())
    print('\n'.join([*done.get('log', []), f'roll-out: {outputs.outcome}: {outputs.reason}']))
    return outputs


def require_settings(mode: str, steps: list, bake_minutes: int, max_error_ratio: float, version: str) -> None:
    """Ends the step for settings that make no roll-out."""
    if mode not in ('enabled', 'dry-run', 'disabled'):
        raise SystemExit(f'roll-out: mode is "{mode}"; allowed: enabled, dry-run, disabled')
    rising = all(later > earlier for earlier, later in zip([0, *steps], steps))
    if not steps or not rising or steps[-1] != 100:
        raise SystemExit(f'roll-out: canary_steps are {steps}; allowed: percentages that rise to 100, such as [10, 50, 100]')
    if bake_minutes < 0 or not 0 <= max_error_ratio <= 1:
        raise SystemExit(f'roll-out: bake_minutes is {bake_minutes}, max_error_ratio {max_error_ratio}; allowed: 0 or more, 0 to 1')
    if version and not version.isdigit():
        raise SystemExit(f'roll-out: challenger_version is "{version}"; a version is a number')


def require_place(place: dict) -> None:
    """Ends the step unless the endpoint and the record have a place at Google."""
    import re

    require_region('roll-out', place['location'])
    if not re.fullmatch(r'gs://[^/]+(/[^/]+)*/?', place['store']):
        raise SystemExit(f'roll-out: model_store is "{place["store"]}"; a folder is written gs://BUCKET/FOLDER')


def farthest(skew) -> tuple:
    """The largest distance of a feature, and which; 0 when nothing was measured."""
    found = read_json(skew.path, {}).get('columns', []) if skew else []
    most = max(found, key=lambda each: each['distance'], default={'distance': 0.0, 'column': ''})
    return most['distance'], most['column']


def deployment_id(ask: dict) -> str:
    """The id that the version gets on the endpoint, up to ten digits: the same for the same run, so that it deploys once."""
    import hashlib

    text = f'{ask["owner"]}/{ask["endpoint"]}/{ask["model"]}/{ask["challenger"]}'
    return str(int(hashlib.sha256(text.encode()).hexdigest(), 16) % 9_000_000_000 + 1_000_000_000)


# --- shared/rollout_record.py: copied by scripts/generate-component-contracts.py, edit it there ---


TRIES = 8


LEASE_SECONDS = 900


def claim(record: dict, ask: dict, now: float) -> str:
    """What a run does about the record that it finds: `free`, `again`, `resume`, `finish` or `busy`."""
    if not record or record['phase'] == 'done':
        same = bool(record) and (record['owner'], record['challenger']) == (ask['owner'], ask['challenger'])
        return 'again' if same else 'free'
    if record['holder'] == ask['owner']:
        return 'resume' if record['owner'] == ask['owner'] else 'finish'
    return 'busy' if now - record['written'] < LEASE_SECONDS else 'finish'


def taken_over(record: dict, ask: dict, now: float) -> dict:
    """The record of a run that has stopped in the middle, for another one to end: back, unless the challenger had won already."""
    held = {**record, 'holder': ask['owner'], 'failures': 0}
    if record['phase'] != 'canary':
        return held
    return going_back(held, f'the run {record["owner"]} stopped in the middle', 'failed', now)


def begun(ask: dict, seen: dict, now: float) -> dict:
    """The record of a new roll-out; done at once when the champion isn't the one any more that was compared with."""
    version = ask['challenger']
    mine = next((name for name, each in seen['deployed'].items() if each == version), '') or ask['deployment']
    before = {name: share for name, share in seen['split'].items() if share > 0 and name != mine}
    champions = [name for name, each in seen['deployed'].items() if each and each == seen['champion']]
    left = [name for name in seen['rolled_out'] if name not in before and name not in champions and name != mine]
    record = {
        **ask,
        'holder': ask['owner'],
        'champion': seen['champion'],
        'deployment': mine,
        'before': before,
        'replaced': sorted({*before, *champions} - {mine}),
        'left_over': left,
        'steps': ask['steps'] if before else [100],
        **{'phase': 'canary', 'step': 0, 'since': 0.0, 'odd': 0, 'moved': False, 'at_fault': False, 'back_from': '', 'restored': False},
        **{'deploys': 0, 'deployed': False, 'asked': {}, 'operation': '', 'busy_since': 0.0, 'failures': 0, 'trouble': ''},
        **{'started': now, 'written': now, 'turn': 0, 'outcome': '', 'reason': '', 'log': []},
    }
    noted = note(record, f'version {version} is to replace {seen["champion"] or "nothing"}; traffic was {before or "none"}', now)
    if seen['champion'] != ask['champion']:
        reason = f'champion is version {seen["champion"] or "none"} now, compared with {ask["champion"] or "none"}'
        return ended(noted, 'outdated', reason, now)
    return noted


def troubled(record: dict, why: str, tries: int, now: float) -> dict:
    """The record after calls that failed: too many of them in a row end a roll-out that hasn't been decided yet."""
    known = {**record, 'trouble': why}
    if tries < TRIES or record['phase'] == 'back' or record['moved']:
        return known
    return going_back(known, f'calls kept failing: {why}', 'failed', now)


def held(record: dict, now: float) -> bool:
    """Whether nobody else can have taken the record over, nor will before a call has ended."""
    return now - record['written'] < LEASE_SECONDS / 2


def going_back(record: dict, reason: str, outcome: str, now: float) -> dict:
    """From now on the champion gets its traffic back. A challenger that is at fault loses its alias too."""
    decided = {'phase': 'back', 'back_from': record['phase'], 'reason': reason, 'outcome': outcome}
    return note({**record, **decided, 'at_fault': outcome == 'rolled-back', 'failures': 0}, f'goes back: {reason}', now)


def ended(record: dict, outcome: str, reason: str, now: float) -> dict:
    """The last word."""
    return note({**record, 'phase': 'done', 'outcome': outcome, 'reason': reason}, f'{outcome}: {reason}', now)


def note(record: dict, what: str, now: float) -> dict:
    """The record with a line in its log; the same line is not repeated."""
    import datetime

    at = datetime.datetime.fromtimestamp(now, datetime.timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ')
    same = record['log'] and record['log'][-1].endswith(f' {what}')
    return record if same else {**record, 'log': [*record['log'], f'{at} {what}']}


# --- end of shared/rollout_record.py ---


# --- shared/rollout.py: copied by scripts/generate-component-contracts.py, edit it there ---


OPERATION_TRIES = 2


OPERATIONS_TO_GIVE_UP = 5


REPEATS = 20


POLL_SECONDS = 60


OPERATION_SECONDS = 15


VISIBLE_SECONDS = 180


LONGEST_OPERATION_SECONDS = 7200


METRICS_LATE_SECONDS = 600


ENOUGH_TO_JUDGE_EARLY = 100


def next_turn(record: dict, seen: dict, now: float) -> tuple:
    """The record to write, and the call to make after it."""
    record, failed = after_operation(record, seen, now)
    if failed:
        return record, {'do': 'fail', 'why': failed}
    return {'canary': canary_turn, 'promote': promote_turn, 'back': back_turn}[record['phase']](record, seen, now)


def after_operation(record: dict, seen: dict, now: float) -> tuple:
    """Takes down how the operation ended that the last call has started; with the reason when it failed."""
    if not record['operation'] or not seen['operation'].get('done'):
        return record, ''
    over, error = {**record, 'operation': '', 'busy_since': 0.0}, seen['operation'].get('error', '')
    if not error:
        return {**over, 'asked': {**record['asked'], 'at': now}}, ''
    failures = record['failures'] + 1
    return note({**over, 'asked': {}, 'failures': failures, 'trouble': error}, f'the operation failed: {error}', now), error


def canary_turn(record: dict, seen: dict, now: float) -> tuple:
    """Deployed, with its share of the traffic, watched for as long as it has to be; then the next share."""
    mine = record['deployment']
    if record['skew'] > record['limits']['skew']:
        return again(going_back(record, skew_reason(record), 'rolled-back', now))
    if record['failures'] >= OPERATION_TRIES:
        return again(going_back(record, record['trouble'], 'failed', now))
    wait = waiting(record, seen, now)
    if wait:
        return wait
    for name in record['left_over']:
        if name in seen['deployed'] and not seen['split'].get(name):
            return undeploy(record, name, now)
    gone = [name for name in record['before'] if name not in seen['deployed']]
    if gone or (record['deployed'] and mine not in seen['deployed']):
        return odd(record, f'somebody undeployed {", ".join(gone or [mine])}', now)
    if mine not in seen['deployed']:
        if record['deploys'] > OPERATION_TRIES:
            return again(going_back(record, f'it could not be deployed: {record["trouble"]}', 'failed', now))
        asked = {'what': mine, 'at': now}
        asking = {**record, 'deploys': record['deploys'] + 1, 'asked': asked}
        return note(asking, f'deploys version {record["challenger"]} as {mine}', now), {'do': 'deploy', 'first': not seen['split']}
    record = {**record, 'deployed': True}
    wanted = split_traffic(record['before'], mine, record['steps'][record['step']])
    if seen['split'] != wanted:
        if record['since']:
            return odd(record, f'somebody changed the traffic to {seen["split"]}', now)
        return note(record, f'gives it {wanted[mine]} %', now), {'do': 'traffic', 'split': wanted, 'etag': seen['etag']}
    if not record['since']:
        return again({**record, 'since': now, 'odd': 0})
    return {**record, 'odd': 0}, {'do': 'judge'}


def promote_turn(record: dict, seen: dict, now: float) -> tuple:
    """Champion in the registry, all of the traffic, and nothing left of what it replaces."""
    mine, version = record['deployment'], record['challenger']
    if seen['champion'] != version:
        if seen['champion'] not in (record['champion'], ''):
            reason = f'somebody made version {seen["champion"]} the champion'
            return again(going_back(record, reason, 'failed', now))
        if seen['split'] != {mine: 100}:
            return odd(record, f'somebody changed the traffic to {seen["split"]}', now)
        action = {'do': 'alias', 'alias': record['champion_alias'], 'version': version}
        return note(record, f'makes version {version} the champion', now), action
    record = {**record, 'moved': True}
    wait = waiting(record, seen, now)
    if wait:
        return wait
    if seen['split'] != {mine: 100}:
        return note(record, 'gives it all of the traffic', now), {'do': 'traffic', 'split': {mine: 100}, 'etag': ''}
    for name in record['replaced']:
        if name in seen['deployed']:
            return undeploy(record, name, now)
    if seen['challenger'] == version:
        return record, {'do': 'drop', 'alias': record['challenger_alias'], 'version': version}
    return again(ended(record, 'promoted', 'every step went well', now))


def back_turn(record: dict, seen: dict, now: float) -> tuple:
    """Traffic first, then the registry, then the deployment."""
    mine, version = record['deployment'], record['challenger']
    serving = {name: share for name, share in record['before'].items() if name in seen['deployed']}
    if record['before'] and not serving:
        return again(ended(record, 'failed', f'{record["reason"]}; nothing is left to go back to, so it stays deployed', now))
    wanted = serving if sum(serving.values()) in (0, 100) else split_traffic(serving, '', 0)
    alone = list(seen['deployed']) == [mine]
    if seen['split'] != wanted and not alone:
        return note(record, f'puts the traffic back to {wanted or "none"}', now), {'do': 'traffic', 'split': wanted, 'etag': ''}
    if not record['restored']:
        return again({**record, 'restored': True})
    if seen['champion'] != record['champion'] and seen['champion'] in ('', version):
        if record['champion']:
            action = {'do': 'alias', 'alias': record['champion_alias'], 'version': record['champion']}
        else:
            action = {'do': 'drop', 'alias': record['champion_alias'], 'version': version}
        return note(record, f'makes {record["champion"] or "nothing"} the champion again', now), action
    wait = waiting(record, seen, now)
    if wait:
        return wait
    if mine in seen['deployed']:
        return undeploy({**record, 'deployed': True}, mine, now)
    if record['at_fault'] and seen['challenger'] == version:
        return record, {'do': 'drop', 'alias': record['challenger_alias'], 'version': version}
    return again(ended(record, record['outcome'], record['reason'], now))


def waiting(record: dict, seen: dict, now: float):
    """A turn of waiting for an operation that hasn't ended, or whose effect isn't seen yet; None when there is none."""
    name, at = record['asked'].get('what', ''), record['asked'].get('at', 0.0)
    if record['operation'] or seen['busy']:
        since = record['busy_since'] or now
        if now - since > LONGEST_OPERATION_SECONDS:
            return record, {'do': 'fail', 'why': f'{record["operation"] or seen["busy"][0]} has not ended for two hours'}
        return {**record, 'busy_since': since}, {'do': 'wait', 'seconds': OPERATION_SECONDS}
    arriving = name and (name in seen['deployed']) == record['asked'].get('undeploys', False)
    if arriving and now < at + VISIBLE_SECONDS:
        return record, {'do': 'wait', 'seconds': OPERATION_SECONDS}
    return None


def undeploy(record: dict, name: str, now: float) -> tuple:
    """A turn that undeploys a model."""
    asked = {'what': name, 'at': now, 'undeploys': True}
    return note({**record, 'asked': asked}, f'undeploys {name}', now), {'do': 'undeploy', 'id': name}


def odd(record: dict, what: str, now: float) -> tuple:
    """A turn in which something is not as this run left it: looked at once more, then back."""
    if record['odd'] < 1:
        return {**record, 'odd': record['odd'] + 1}, {'do': 'wait', 'seconds': OPERATION_SECONDS}
    return again(going_back(record, what, 'failed', now))


def judged(record: dict, figures: dict, now: float) -> tuple:
    """The record after a look at the figures of a step, and how long to wait; 0 when there is something to do."""
    left = record['since'] + record['bake_seconds'] - now
    requests, wrong = figures['requests'], breaches(record, figures)
    share = record['steps'][record['step']]
    if wrong and (left <= 0 or requests >= ENOUGH_TO_JUDGE_EARLY):
        return going_back(record, f'at {share} %: {"; ".join(wrong)}', 'rolled-back', now), 0
    if left > 0:
        return record, min(left, POLL_SECONDS)
    if requests < record['limits']['requests']:
        if now < record['since'] + 2 * record['bake_seconds'] + METRICS_LATE_SECONDS:
            return record, POLL_SECONDS
        reason = f'at {share} %: {requests} requests are known, fewer than the {record["limits"]["requests"]} to judge by'
        return going_back(record, reason, 'failed', now), 0
    passed = note(record, f'{share} % went well: {figures}', now)
    if record['step'] + 1 < len(record['steps']):
        return {**passed, 'step': record['step'] + 1, 'since': 0.0}, 0
    return {**passed, 'phase': 'promote', 'failures': 0}, 0


def breaches(record: dict, figures: dict) -> list:
    """What is beyond its limit, in words."""
    limits, found = record['limits'], []
    errors, latency = figures['error_ratio'], figures['latency_p95_ms']
    if errors is not None and errors > limits['error_ratio']:
        found.append(f'{errors:.4f} of the requests failed, more than {limits["error_ratio"]:g}')
    if latency is not None and limits['latency_p95_ms'] and latency > limits['latency_p95_ms']:
        found.append(f'95th percentile of latency is {latency:.0f} ms, more than {limits["latency_p95_ms"]:g}')
    return found


def skew_reason(record: dict) -> str:
    return f'skew of {record["skewed_feature"]} is {record["skew"]:.4f}, more than {record["limits"]["skew"]:g}'


def needs_aliases(record: dict) -> bool:
    """Whether a turn looks at the registry: not while there is traffic to put back, which must not wait for it."""
    return record['phase'] == 'promote' or record['restored']


def may_act_unwritten(record: dict, action: dict, now: float) -> bool:
    """Whether a call may be made though the record could not be written: to take traffic from a challenger that is being
    watched, while nobody else can have taken over. Whoever goes on finds another traffic than is written down, and goes
    back too."""
    return record['back_from'] == 'canary' and action['do'] == 'traffic' and held(record, now)


def again(record: dict) -> tuple:
    """A turn that calls nothing."""
    return record, {'do': 'nothing'}


# --- end of shared/rollout.py ---


# --- shared/rollout_run.py: copied by scripts/generate-component-contracts.py, edit it there ---


class RollOut:
    """One run's hold on the record of an endpoint."""

    def __init__(self, serving, ask: dict, writer: str) -> None:
        self.serving, self.ask, self.writer = serving, ask, writer
        self.record, self.revision, self.attempt = {}, '', 1
        self.last, self.repeated = {}, 0

    def run(self) -> dict:
        """Answers the record of the roll-out that was asked for; without a challenger, of what was left to finish."""
        try:
            return self.run_unless_overtaken()
        except Overtaken as other:
            return {**self.record, 'outcome': 'busy', 'reason': str(other)}

    def run_unless_overtaken(self) -> dict:
        self.record, self.revision = self.patiently(self.serving.read_record)
        self.attempt = self.record.get('attempt', 0) + 1
        found = claim(self.record, self.ask, self.serving.now())
        if found == 'busy':
            reason = f'the run {self.record["holder"]} is rolling out version {self.record["challenger"]}'
            return {**self.record, 'outcome': 'busy', 'reason': reason}
        if found == 'again':
            return self.record
        if found in ('resume', 'finish'):
            self.record = taken_over(self.record, self.ask, self.serving.now()) if found == 'finish' else {**self.record, 'failures': 0}
            self.drive()
        if found == 'resume' or not self.ask['challenger']:
            return self.record if found != 'free' else {'outcome': 'nothing', 'reason': 'no roll-out was left to finish'}
        seen = self.patiently(lambda: self.serving.see('', True))
        self.record = begun(self.ask, seen, self.serving.now())
        if self.record['phase'] != 'done':
            self.drive()
        return self.record

    def drive(self) -> None:
        """Turn after turn until it is done. When calls keep failing it says where it stands, for the next run to go on."""
        tries = 0
        while self.record['phase'] != 'done':
            phase = self.record['phase']
            try:
                self.turn()
                tries = 0
            except SystemExit as failure:
                tries += 1
                self.record = troubled(self.record, str(failure), tries, self.serving.now())
                over = self.record['failures'] >= OPERATIONS_TO_GIVE_UP or tries >= TRIES
                if over and self.record['phase'] == phase:
                    stands = 'it is the champion, what it replaced is still deployed' if self.record['moved'] else 'traffic is as it was seen last'
                    raise SystemExit(f'roll-out: stopped in phase {phase}, {stands}; the next run goes on: {failure}') from None
                self.serving.sleep(pause_after(tries))
                tries = tries if self.record['phase'] == phase else 0

    def turn(self) -> None:
        """Sees, decides, writes, acts; the call comes right after the record was written, or not at all."""
        seen = self.serving.see(self.record['operation'], needs_aliases(self.record))
        record, action = next_turn(self.record, seen, self.serving.now())
        try:
            self.write(record)
        except SystemExit:
            if not may_act_unwritten(self.record, action, self.serving.now()):
                raise
        if action['do'] == 'fail':
            raise SystemExit(action['why'])
        self.pace({name: value for name, value in action.items() if name != 'etag'})
        self.act(action)

    def pace(self, action: dict) -> None:
        """A call that was accepted may be seen late: the same one is made again after a while, and not without end."""
        changes = action['do'] not in ('wait', 'judge', 'nothing')
        self.repeated = self.repeated + 1 if changes and action == self.last else 0
        self.last = action
        if self.repeated > REPEATS:
            raise SystemExit(f'{action} was accepted {REPEATS} times and is not seen')
        if self.repeated:
            self.serving.sleep(OPERATION_SECONDS)

    def act(self, action: dict) -> None:
        """Makes the call; an operation that it starts is written down."""
        serving, record = self.serving, self.record
        if action['do'] == 'wait':
            serving.sleep(action['seconds'])
        elif action['do'] == 'judge':
            figures = serving.figures(record['deployment'], record['since'], record['steps'][record['step']])
            self.record, seconds = judged(record, figures, serving.now())
            serving.sleep(seconds)
        elif not held(record, serving.now()) or action['do'] == 'nothing':
            return
        elif action['do'] == 'deploy':
            self.started(lambda: serving.deploy(record['deployment'], record['challenger'], action['first']))
        elif action['do'] == 'undeploy':
            self.started(lambda: serving.undeploy(action['id']))
        elif action['do'] == 'traffic':
            serving.set_traffic(action['split'], action['etag'])
        elif action['do'] == 'alias':
            serving.set_alias(action['alias'], action['version'])
        elif action['do'] == 'drop':
            serving.drop_alias(action['alias'], action['version'])

    def started(self, call) -> None:
        """Keeps the operation's name, and that it was asked for now. What was refused counts as one that failed."""
        try:
            operation = call()
        except SystemExit as failure:
            refused = getattr(failure, 'status', 0) in (400, 403, 404)
            self.record = {**self.record, 'failures': self.record['failures'] + refused}
            raise
        asked = {**self.record['asked'], 'at': self.serving.now()}
        self.record = {**self.record, 'operation': operation, 'asked': asked}

    def write(self, record: dict) -> None:
        """Replaces the record unless another run has; when the answer is lost, what is stored tells.

        A late write of an earlier attempt of the same run is no other run: it is overwritten.
        """
        mine = {'turn': record['turn'] + 1, 'attempt': self.attempt, 'writer': self.writer, 'written': self.serving.now()}
        wanted = {**record, **mine}
        try:
            self.revision = self.serving.write_record(wanted, self.revision)
        except SystemExit:
            stored, revision = self.serving.read_record()
            other = stored and (stored['holder'] != wanted['holder'] or stored['attempt'] > self.attempt)
            if other and revision != self.revision:
                raise Overtaken(f'the run {stored["holder"]} has taken over') from None
            self.revision = revision
            if stored != wanted:
                raise
        self.record = wanted

    def patiently(self, call):
        """The answer of a call that changes nothing."""
        for tries in range(1, TRIES):
            try:
                return call()
            except SystemExit:
                self.serving.sleep(pause_after(tries))
        return call()


class Overtaken(Exception):
    """Another run holds the record now."""


class RealTime:
    """The clock of a `serving`."""

    def now(self) -> float:
        import time

        return time.time()

    def sleep(self, seconds: float) -> None:
        import time

        time.sleep(seconds)


def pause_after(tries: int) -> float:
    """Seconds before the next try: 5, 10, 20, 40, then 60."""
    return min(60.0, 5.0 * 2 ** (tries - 1))


# --- end of shared/rollout_run.py ---


# --- shared/vertex_serving.py: copied by scripts/generate-component-contracts.py, edit it there ---


PREDICTION = 'aiplatform.googleapis.com/prediction/online'


RESPONSES = [f'{PREDICTION}/response_count', f'{PREDICTION}/private/response_count']


LATENCIES = [f'{PREDICTION}/prediction_latencies', f'{PREDICTION}/private/prediction_latencies']


ROLLED_OUT = ' by roll-out'


class VertexServing(RealTime):
    """What a roll-out sees and does at Vertex AI."""

    def __init__(self, place: dict, machine: dict, champion_alias: str, challenger_alias: str) -> None:
        parent = f'projects/{place["project"]}/locations/{place["location"]}'
        self.project, self.location, self.endpoint_id = place['project'], place['location'], place['endpoint']
        self.model, self.machine = f'{parent}/models/{place["model_name"]}', machine
        self.endpoint = vertex_url(self.location, f'{parent}/endpoints/{self.endpoint_id}')
        self.aliases = {'champion': champion_alias, 'challenger': challenger_alias}
        self.bucket, _, folder = place['store'].removeprefix('gs://').partition('/')
        self.object = f'{folder.strip("/")}/rollouts/{self.endpoint_id}.json'.lstrip('/')

    def call(self, method: str, url: str, body: dict = None, missing_ok: bool = False):
        return call_google('roll-out', method, url, body, missing_ok)

    def see(self, operation: str, aliases: bool) -> dict:
        """The endpoint, the aliases if asked for, and what is under way, as they are now."""
        found = self.call('GET', self.endpoint)
        return {
            'deployed': versions_on_endpoint(found, self.model),
            'rolled_out': [each['id'] for each in found.get('deployedModels', []) if each.get('displayName', '').endswith(ROLLED_OUT)],
            'split': {name: share for name, share in found.get('trafficSplit', {}).items() if share},
            'etag': found.get('etag', ''),
            **{name: self.version_of(alias) for name, alias in self.aliases.items() if aliases},
            'busy': self.unfinished(),
            'operation': self.operation(operation) if operation else {},
        }

    def version_of(self, alias: str) -> str:
        found = self.call('GET', vertex_url(self.location, f'{self.model}@{alias}'), missing_ok=True)
        return found['versionId'] if found else ''

    def unfinished(self) -> list:
        """Operations of the endpoint that haven't ended: what a run has started that crashed before it knew the name."""
        try:
            found = self.call('GET', f'{self.endpoint}/operations?pageSize=100')
        except SystemExit:
            return []  # a model that is deployed under our id twice is refused, so that this is a help and no more
        return [each['name'] for each in found.get('operations', []) if not each.get('done')]

    def operation(self, name: str) -> dict:
        """Whether it is done, and what went wrong. One that nobody knows any more is done."""
        found = self.call('GET', vertex_url(self.location, name), missing_ok=True)
        if found is None:
            return {'done': True}
        error = found.get('error')
        return {'done': found.get('done', False), 'error': error.get('message') or str(error) if error else ''}

    def deploy(self, deployment: str, version: str, first: bool) -> str:
        """Deploys without traffic. The first model of an endpoint has to take it all: Google refuses it without."""
        model = deployed_model(f'{self.model}@{version}', **self.machine)
        body = {'deployedModel': {**model, 'id': deployment, 'displayName': model['displayName'] + ROLLED_OUT}}
        share = {'trafficSplit': {'0': 100}} if first else {}
        return self.call('POST', f'{self.endpoint}:deployModel', {**body, **share})['name']

    def undeploy(self, deployment: str) -> str:
        return self.call('POST', f'{self.endpoint}:undeployModel', {'deployedModelId': deployment})['name']

    def set_traffic(self, split: dict, etag: str) -> None:
        """With an etag, only while the endpoint is as it was seen."""
        body = {'trafficSplit': split, 'etag': etag} if etag else {'trafficSplit': split}
        self.call('PATCH', f'{self.endpoint}?updateMask=trafficSplit', body)

    def set_alias(self, alias: str, version: str) -> None:
        move_alias('roll-out', self.location, self.model, alias, version)

    def drop_alias(self, alias: str, version: str) -> None:
        merge_alias('roll-out', self.location, self.model, version, f'-{alias}')

    def figures(self, deployment: str, since: float, share: int) -> dict:
        """Requests, share of failures and latency of a deployed model since a time."""
        counts = self.first_known(RESPONSES, deployment, since, 'ALIGN_SUM', 'REDUCE_SUM', 'metric.label.response_code')
        by_code = [(code, sum(float(value) for value in values)) for code, values in counts]
        requests = sum(count for _, count in by_code)
        failed = sum(count for code, count in by_code if code[:1] in ('4', '5'))
        slow = self.first_known(LATENCIES, deployment, since, 'ALIGN_DELTA', 'REDUCE_PERCENTILE_95', 'resource.label.endpoint_id')
        latencies = [float(value) for _, values in slow for value in values]
        ratio = failed / requests if requests else None
        return {'requests': int(requests), 'error_ratio': ratio, 'latency_p95_ms': max(latencies, default=None)}

    def first_known(self, metrics: list, *query) -> list:
        """The series of the first metric that has any: endpoints in a private network may report under another name."""
        found = (self.series(metric, *query) for metric in metrics)
        return next((each for each in found if each), [])

    def series(self, metric: str, deployment: str, since: float, aligner: str, reducer: str, group: str) -> list:
        """Value of the label that series are grouped by, and the numbers of each."""
        from urllib.parse import urlencode

        now = self.now()
        terms = ['resource.type = "aiplatform.googleapis.com/Endpoint"', f'metric.type = "{metric}"']
        terms += [f'resource.label.endpoint_id = "{self.endpoint_id}"', f'metric.label.deployed_model_id = "{deployment}"']
        terms += ['metric.label.latency_type = "total"'] if metric == LATENCIES[0] else []
        query = {
            'filter': ' AND '.join(terms),
            'interval.startTime': rfc3339(min(since, now - 60)),
            'interval.endTime': rfc3339(now),
            'aggregation.alignmentPeriod': f'{max(60, int(now - since))}s',
            'aggregation.perSeriesAligner': aligner,
            'aggregation.crossSeriesReducer': reducer,
            'aggregation.groupByFields': group,
        }
        url = f'https://monitoring.googleapis.com/v3/projects/{self.project}/timeSeries?{urlencode(query)}'
        found = []
        for each in self.call('GET', url).get('timeSeries', []):
            labels = {**each.get('resource', {}).get('labels', {}), **each.get('metric', {}).get('labels', {})}
            values = [next(iter(point['value'].values())) for point in each['points'] if point['value']]
            found.append((labels.get(group.rsplit('.', 1)[-1], ''), values))
        return found

    def read_record(self) -> tuple:
        """The record, and the generation that a write must replace; 0 when there is none."""
        from urllib.parse import quote

        url = f'https://storage.googleapis.com/storage/v1/b/{self.bucket}/o/{quote(self.object, safe="")}'
        known = self.call('GET', url, missing_ok=True)
        if known is None:
            return {}, '0'
        return self.call('GET', f'{url}?alt=media&generation={known["generation"]}'), known['generation']

    def write_record(self, record: dict, revision: str) -> str:
        """Replaces the record of that generation, and no other. Answers the new one."""
        from urllib.parse import urlencode

        query = urlencode({'uploadType': 'media', 'name': self.object, 'ifGenerationMatch': revision})
        url = f'https://storage.googleapis.com/upload/storage/v1/b/{self.bucket}/o?{query}'
        return self.call('POST', url, record)['generation']


def rfc3339(seconds: float) -> str:
    """A time as Google's APIs write it."""
    import datetime

    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ')


# --- end of shared/vertex_serving.py ---


# --- shared/folder_serving.py: copied by scripts/generate-component-contracts.py, edit it there ---


class FolderServing(RealTime):
    """What a roll-out sees and does without cloud."""

    def __init__(self, registry: str, model_name: str, endpoint: str, figures: dict, champion_alias: str, challenger_alias: str) -> None:
        import os

        folder = os.path.abspath(registry)
        self.registry, self.model_name, self.given = registry, model_name, figures
        self.endpoint = os.path.join(folder, 'endpoints', f'{endpoint}.json')
        self.record = os.path.join(folder, 'rollouts', f'{endpoint}.json')
        self.aliases = {'champion': champion_alias, 'challenger': challenger_alias}

    def see(self, operation: str, aliases: bool) -> dict:
        import os

        models = self.known()['deployedModels']
        versions = os.path.join(model_folder(self.registry, self.model_name), 'versions')
        number = {each['id']: os.path.basename(each['model']) if os.path.dirname(each['model']) == versions else '' for each in models}
        at = read_json(os.path.join(model_folder(self.registry, self.model_name), 'aliases.json'), {})
        return {
            'deployed': number,
            'rolled_out': [each['id'] for each in models if each.get('by') == 'roll-out'],
            'split': self.known()['trafficSplit'],
            'etag': '',
            **{name: str(at.get(alias, '')) for name, alias in self.aliases.items()},
            'busy': [],
            'operation': {'done': True},
        }

    def known(self) -> dict:
        return read_json(self.endpoint, {'deployedModels': [], 'trafficSplit': {}})

    def deploy(self, deployment: str, version: str, first: bool) -> str:
        import os

        path = os.path.join(model_folder(self.registry, self.model_name), 'versions', version)
        known = self.known()
        models = [*known['deployedModels'], {'id': deployment, 'model': path, 'by': 'roll-out'}]
        write_json(self.endpoint, {'deployedModels': models, 'trafficSplit': {deployment: 100} if first else known['trafficSplit']})
        return ''

    def undeploy(self, deployment: str) -> str:
        known = self.known()
        models = [each for each in known['deployedModels'] if each['id'] != deployment]
        split = {name: share for name, share in known['trafficSplit'].items() if name != deployment}
        write_json(self.endpoint, {'deployedModels': models, 'trafficSplit': split})
        return ''

    def set_traffic(self, split: dict, etag: str) -> None:
        write_json(self.endpoint, {**self.known(), 'trafficSplit': split})

    def set_alias(self, alias: str, version: str) -> None:
        set_local_alias(self.registry, self.model_name, alias, int(version))

    def drop_alias(self, alias: str, version: str) -> None:
        drop_local_alias(self.registry, self.model_name, alias, int(version))

    def figures(self, deployment: str, since: float, share: int) -> dict:
        """Those given for the step, {"50": {"latency_p95_ms": 900}}, or for every step."""
        given = self.given.get(str(share), self.given)
        known = {name: given.get(name) for name in ('error_ratio', 'latency_p95_ms')}
        return {'requests': int(given.get('requests', ENOUGH_TO_JUDGE_EARLY)), **known}

    def read_record(self) -> tuple:
        known = read_json(self.record, {})
        return known, str(known.get('turn', '')) + known.get('writer', '')

    def write_record(self, record: dict, revision: str) -> str:
        """Replaces the record that was read, and no other: a lock keeps another run from writing in between."""
        import fcntl
        import os

        os.makedirs(os.path.dirname(self.record), exist_ok=True)
        with open(f'{self.record}.lock', 'w', encoding='utf-8') as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if self.read_record()[1] != revision:
                raise SystemExit(f'roll-out: {self.record} was written by another run')
            write_json(self.record, record)
            return self.read_record()[1]


# --- end of shared/folder_serving.py ---


# --- shared/traffic.py: copied by scripts/generate-component-contracts.py, edit it there ---


def split_traffic(current: dict, newcomer: str, percent: int) -> dict:
    """Whole percentages that add up to 100: the newcomer's, and the rest among the others in their old proportion."""
    others = {name: share for name, share in current.items() if name != newcomer and share > 0}
    if not others:
        return {newcomer: 100}
    exact = {name: share * (100 - percent) / sum(others.values()) for name, share in others.items()}
    split = {name: int(share) for name, share in exact.items()}
    by_remainder = sorted(exact, key=lambda name: (split[name] - exact[name], name))
    for name in by_remainder[: 100 - percent - sum(split.values())]:
        split[name] += 1
    return {name: share for name, share in {**split, newcomer: percent}.items() if share > 0}


# --- end of shared/traffic.py ---


# --- shared/deployed_model.py: copied by scripts/generate-component-contracts.py, edit it there ---


def deployed_model(resource_name: str, machine_type: str, fewest: int, most: int, service_account: str) -> dict:
    """The DeployedModel that a request asks for."""
    resources = {'machineSpec': {'machineType': machine_type}, 'minReplicaCount': fewest, 'maxReplicaCount': most}
    account = {'serviceAccount': service_account} if service_account else {}
    display = resource_name.rsplit('/', 1)[-1].replace('@', '-v')
    return {'model': resource_name, 'displayName': display, 'dedicatedResources': resources, **account}


def require_replicas(step: str, fewest: int, most: int) -> None:
    """Ends the step unless the numbers of machines make sense."""
    if not 1 <= fewest <= most:
        raise SystemExit(f'{step}: replicas are {fewest} to {most}; allowed: 1 or more, in this order')


def require_version_name(step: str, resource_name: str) -> None:
    """Ends the step unless it is the full name of a version."""
    import re

    if not re.fullmatch(r'projects/[^/]+/locations/[^/]+/models/[^/@]+@\d+', resource_name):
        form = 'projects/P/locations/L/models/M@VERSION'
        raise SystemExit(f'{step}: resource_name is "{resource_name}"; at Vertex AI it is {form}')


def versions_on_endpoint(endpoint: dict, model: str) -> dict:
    """Id to version of every model that is deployed; empty for other models. Google may name a project by its number."""

    def within_project(name: str) -> str:
        return name.partition('@')[0].split('/', 2)[-1]

    return {
        each['id']: each.get('modelVersionId', '') if within_project(each['model']) == within_project(model) else ''
        for each in endpoint.get('deployedModels', [])
    }


# --- end of shared/deployed_model.py ---


# --- shared/json_files.py: copied by scripts/generate-component-contracts.py, edit it there ---


def read_json(path: str, default: dict) -> dict:
    """The content of a JSON file, or the default when there is none."""
    import json
    import os

    if not os.path.exists(path):
        return default
    with open(path, encoding='utf-8') as handle:
        return json.load(handle)


def write_json(path: str, content: dict) -> None:
    """Replaces a JSON file in one step, so that a reader never sees half of it."""
    import json
    import os

    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(f'{path}.new', 'w', encoding='utf-8') as handle:
        handle.write(json.dumps(content, indent=2) + '\n')
    os.replace(f'{path}.new', path)


# --- end of shared/json_files.py ---


# --- shared/local_registry.py: copied by scripts/generate-component-contracts.py, edit it there ---


def model_folder(registry: str, model_name: str) -> str:
    """Where the versions of a model are."""
    import os

    return os.path.join(os.path.abspath(registry), model_name)


def find_version(step: str, registry: str, model_name: str, reference: str) -> tuple:
    """Number and folder of a version, by number or alias; (None, None) when there is no such version."""
    import os

    folder = model_folder(registry, model_name)
    number = reference if reference.isdigit() else read_json(os.path.join(folder, 'aliases.json'), {}).get(reference)
    if number is None:
        return None, None
    path = os.path.join(folder, 'versions', str(number))
    if not os.path.isdir(path):
        raise SystemExit(f'{step}: {model_name}@{reference} is version {number}, but {path} is missing')
    return int(number), path


def set_local_alias(registry: str, model_name: str, alias: str, number: int) -> None:
    """Points an alias at a version."""
    import os

    path = os.path.join(model_folder(registry, model_name), 'aliases.json')
    write_json(path, {**read_json(path, {}), alias: number})


def drop_local_alias(registry: str, model_name: str, alias: str, number: int) -> None:
    """Takes an alias from a version; one that is at another version stays."""
    import os

    path = os.path.join(model_folder(registry, model_name), 'aliases.json')
    known = read_json(path, {})
    if known.get(alias) == number:
        write_json(path, {name: at for name, at in known.items() if name != alias})


# --- end of shared/local_registry.py ---


# --- shared/vertex.py: copied by scripts/generate-component-contracts.py, edit it there ---


def vertex_url(location: str, path: str) -> str:
    """The address of a Vertex AI resource or method in its region."""
    return f'https://{location}-aiplatform.googleapis.com/v1/{path}'


def require_region(step: str, location: str) -> None:
    """Ends the step unless there is a region to call."""
    if not location:
        raise SystemExit(f'{step}: give `location`, the region of the project, such as europe-west4')


def call_google(step: str, method: str, url: str, body: dict = None, missing_ok: bool = False) -> dict:
    """Answers the parsed response; None for a 404 when that may be. Ends the step with Google's own message."""
    import google.auth
    from google.auth.exceptions import GoogleAuthError
    from google.auth.transport.requests import AuthorizedSession

    try:
        credentials, _ = google.auth.default(scopes=['https://www.googleapis.com/auth/cloud-platform'])
        response = AuthorizedSession(credentials).request(method, url, json=body, timeout=120)
    except (GoogleAuthError, OSError) as error:
        raise SystemExit(f'{step}: cannot call {url}: {error}') from None
    if response.status_code == 404 and missing_ok:
        return None
    if response.status_code >= 400:
        refused = SystemExit(f'{step}: {method} {url} answered {response.status_code}: {google_message(response)}')
        refused.status = response.status_code
        raise refused
    return response.json()


def google_message(response) -> str:
    """What Google says is wrong, without the wrapping."""
    try:
        return response.json()['error']['message']
    except (ValueError, KeyError, TypeError):
        return response.text[:500]


def wait_for_operation(step: str, location: str, operation: dict, timeout_seconds: int = 3600) -> dict:
    """Waits until a long-running operation is done and answers its response."""
    import time

    deadline = time.monotonic() + timeout_seconds
    while not operation.get('done'):
        if time.monotonic() > deadline:
            raise SystemExit(f'{step}: {operation["name"]} is not done after {timeout_seconds} s')
        time.sleep(10)
        operation = call_google(step, 'GET', vertex_url(location, operation['name']))
    if 'error' in operation:
        raise SystemExit(f'{step}: {operation["name"]} failed: {operation["error"].get("message", operation["error"])}')
    return operation.get('response', {})


# --- end of shared/vertex.py ---


# --- shared/model_alias.py: copied by scripts/generate-component-contracts.py, edit it there ---


def move_alias(step: str, location: str, name: str, alias: str, version: str) -> None:
    """Gives the alias to a version, which takes it from the one that has it; where that is refused it is taken away first."""
    try:
        merge_alias(step, location, name, version, alias)
    except SystemExit as refused:
        if getattr(refused, 'status', 0) not in (400, 409):
            raise
        holder = call_google(step, 'GET', vertex_url(location, f'{name}@{alias}'), missing_ok=True)
        if not holder or holder['versionId'] == version:
            raise
        merge_alias(step, location, name, holder['versionId'], f'-{alias}')
        merge_alias(step, location, name, version, alias)


def merge_alias(step: str, location: str, name: str, version: str, change: str) -> None:
    """Adds an alias to a version; with a hyphen before it, takes it away."""
    call_google(step, 'POST', vertex_url(location, f'{name}@{version}:mergeVersionAliases'), {'versionAliases': [change]})


# --- end of shared/model_alias.py ---
