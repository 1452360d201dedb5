"""Carries out a roll-out: sees, writes down what comes next, does it, and again; until the record says that it is done.

What it acts on is a `serving`, with see, deploy, set_traffic, undeploy, set_alias, drop_alias, figures, read_record,
write_record, now and sleep. A call that fails is no end: the next turn sees whether it had its effect.
"""


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
