"""The record of a roll-out: who holds it, how it begins, how it is given up and how it ends. Nothing in here calls anything."""

TRIES = 8  # calls in a row that may fail
LEASE_SECONDS = 900  # without a write after which a run counts as dead


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
