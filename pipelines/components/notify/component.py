from kfp.dsl import Artifact, Output, PipelineTaskFinalStatus


def notify(
    status: PipelineTaskFinalStatus,
    notification: Output[Artifact],
    pipeline: str = '',
    only_failures: bool = False,
    topic: str = '',
    webhook: str = '',
) -> str:
    """Tells how a pipeline ended: in the log, and on a Pub/Sub topic or a webhook when one is given. For exit handlers.

    Args:
        status: How the tasks under the exit handler ended; the backend fills it in.
        pipeline: What the message calls the pipeline; its job's name when empty.
        only_failures: Sends nothing when the pipeline succeeded.
        topic: Pub/Sub topic to publish to, projects/P/topics/T.
        webhook: Address that takes the message as JSON, such as that of a chat room.

    Returns:
        notification: The message as JSON.
        Output: The message in one line.
    """
    require_topic('notify', topic)
    if webhook and not webhook.startswith('https://'):
        raise SystemExit(f'notify: webhook is "{webhook}"; it must begin with https://')
    message = build_message(status, pipeline)
    write_json(notification.path, message)
    print(message['text'])
    if not (only_failures and status.state == 'SUCCEEDED'):
        if topic:
            publish_message('notify', topic, message, ['pipeline', 'state'])
        if webhook:
            post(webhook, message)
    return message['text']


def build_message(status, pipeline: str) -> dict:
    """What is told: text for people, the rest for programs."""
    job = status.pipeline_job_resource_name
    name = pipeline or job.rsplit('/', 1)[-1]
    reason = f': {status.error_message}' if status.error_message else ''
    text = f'{name} {status.state.lower()}{reason}'
    return {'text': text, 'pipeline': name, 'state': status.state, 'job': job, 'task': status.pipeline_task_name}


def post(webhook: str, message: dict) -> None:
    """Sends the message to a webhook. Its address may hold a secret, so that no error repeats it."""
    import requests

    try:
        answer = requests.post(webhook, json=message, timeout=30)
    except requests.RequestException as error:
        raise SystemExit(f'notify: the webhook could not be reached ({type(error).__name__})') from None
    if answer.status_code >= 400:
        raise SystemExit(f'notify: the webhook answered {answer.status_code}')


# --- shared/pubsub.py: copied by scripts/generate-component-contracts.py, edit it there ---


def require_topic(step: str, topic: str) -> None:
    """Ends the step for what is no topic; none is fine."""
    import re

    if topic and not re.fullmatch(r'projects/[^/]+/topics/[^/]+', topic):
        raise SystemExit(f'{step}: topic is "{topic}"; a topic is written projects/P/topics/T')


def publish_message(step: str, topic: str, message: dict, names: list) -> None:
    """Publishes a message as JSON. The fields named are attributes too: a subscription filters by them without reading it."""
    import base64
    import json

    data = base64.b64encode(json.dumps(message).encode()).decode()
    attributes = {name: message[name] for name in names}
    body = {'messages': [{'data': data, 'attributes': attributes}]}
    call_google(step, 'POST', f'https://pubsub.googleapis.com/v1/{topic}:publish', body)


# --- end of shared/pubsub.py ---


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
