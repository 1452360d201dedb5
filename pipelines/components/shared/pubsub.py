"""Messages on a Pub/Sub topic."""


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
