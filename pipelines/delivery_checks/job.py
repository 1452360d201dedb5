"""A pipeline job of Vertex AI as text: what became of each step, and whether it has ended.

https://cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.pipelineJobs#PipelineJob
"""

ENDED_WELL = 'SUCCEEDED'
# Outcomes of roll-out by which a challenger that won did not become the champion.
UNDONE = ('rolled-back', 'busy')
ENDED_BADLY = ('FAILED', 'CANCELLED', 'PAUSED')


def state_of(job: dict) -> str:
    """Its state as a word: RUNNING."""
    return job.get('state', 'PIPELINE_STATE_PENDING').removeprefix('PIPELINE_STATE_')


def steps_of(job: dict) -> dict:
    """State and complaint of every step, in the order in which they began."""
    tasks = sorted(job.get('jobDetail', {}).get('taskDetails', []), key=lambda task: task.get('startTime', task.get('createTime', '')))
    return {task['taskName']: (task.get('state', 'PENDING'), task.get('error', {}).get('message', '')) for task in tasks}


def lines(job: dict, before: dict) -> list:
    """What is new since an earlier look at the job."""
    known = steps_of(before)
    changed = {name: step for name, step in steps_of(job).items() if known.get(name) != step}
    text = [f'{state.lower():<14} {name}{f": {complaint}" if complaint else ""}' for name, (state, complaint) in changed.items()]
    if state_of(job) in (ENDED_WELL, *ENDED_BADLY):
        reason = job.get('error', {}).get('message', '')
        text.append(f'{job["name"].rsplit("/", 1)[-1]} {state_of(job).lower()}{f": {reason}" if reason else ""}')
    return text


def outcome_of(job: dict) -> tuple:
    """How a promotion ended and why: of the last step that says so, in what it made or in its own record."""
    found = ('', '')
    for task in sorted(job.get('jobDetail', {}).get('taskDetails', []), key=lambda task: task.get('startTime', '')):
        made = [artifact.get('metadata', {}) for output in task.get('outputs', {}).values() for artifact in output.get('artifacts', [])]
        own = task.get('execution', {}).get('metadata', {})
        told = [*made, {'outcome': own.get('output:outcome', ''), 'reason': own.get('output:reason', '')}]
        found = next(((each['outcome'], each.get('reason', '')) for each in told if each.get('outcome')), found)
    return found


def run_outcome(job: dict) -> int:
    """Prints how a promotion ended; 1 when the champion had to be put back, or another run was in the way."""
    outcome, reason = outcome_of(job)
    print(f'{outcome}: {reason}' if outcome else 'the run does not say what came of it')
    return 1 if outcome in UNDONE else 0


def run(job: dict, before: dict) -> int:
    """Prints what is new; 0 when the job ended well, 1 when it ended otherwise, 3 when it goes on."""
    for line in lines(job, before):
        print(line, flush=True)
    return {ENDED_WELL: 0, **dict.fromkeys(ENDED_BADLY, 1)}.get(state_of(job), 3)
