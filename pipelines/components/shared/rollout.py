"""A roll-out as a state machine: what to do next, from what is written down (the record) and what is seen.

Nothing in here calls anything or knows a cloud. A record is in one of four phases:

canary    the challenger is deployed, then gets its share step by step; each step is watched for a while
promote   every step went well: it becomes the champion, and what it replaces is undeployed
back      something is wrong: traffic and aliases are put back as they were, then the challenger is undeployed
done      the outcome and the reason are final

In each turn a phase compares what it wants with what is seen, and asks for the first call that is missing. So it does
not matter whether a call was made, failed, or was made by a run that has crashed since: whoever goes on sees it.
"""

OPERATION_TRIES = 2  # operations that may fail before the champion gets its traffic back
OPERATIONS_TO_GIVE_UP = 5  # and before the step stops, while it is going back or tidying up
REPEATS = 20  # times that a call is made again because its effect is not seen
POLL_SECONDS = 60  # between looks at the figures of a share
OPERATION_SECONDS = 15  # between looks at an operation
VISIBLE_SECONDS = 180  # in which what was done may not be seen yet
LONGEST_OPERATION_SECONDS = 7200  # after which an operation counts as stuck
METRICS_LATE_SECONDS = 600  # that figures may be late
ENOUGH_TO_JUDGE_EARLY = 100  # requests after which a breach ends a share before its time


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
