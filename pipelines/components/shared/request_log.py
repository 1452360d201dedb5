"""What Vertex AI logs of an endpoint's requests and responses: lists of JSON texts.

https://cloud.google.com/vertex-ai/docs/predictions/online-prediction-logging
"""


def instances_of(step: str, logged):
    """One row per instance. A payload holds the JSON of one instance, or of all of a request, with or without its frame."""
    import json

    import pandas

    answers = logged.response_payload if 'response_payload' in logged.columns else [None] * len(logged)
    found = []
    for request, response in zip(logged.request_payload, answers):
        instances = parts_of(step, request, 'instances')
        predictions = parts_of(step, response, 'predictions')
        scores = [score_of(each) for each in predictions] if len(predictions) == len(instances) else [None] * len(instances)
        for instance, score in zip(instances, scores):
            if not isinstance(instance, dict):
                form = 'an instance is an object of columns and values'
                raise SystemExit(f'{step}: the log has the instance {json.dumps(instance)[:100]}; {form}')
            found.append(instance if score is None else {**instance, 'served_score': score})
    rows = pandas.DataFrame.from_records(found) if found else pandas.DataFrame()
    return plain_columns(rows)


def parts_of(step: str, payload, frame: str) -> list:
    """What is in a payload, which is a JSON text or a list of them."""
    import json

    if payload is None or (isinstance(payload, float) and payload != payload):
        return []
    if isinstance(payload, str):
        try:
            content = json.loads(payload)
        except ValueError:
            raise SystemExit(f'{step}: the log has a payload that is no JSON: {payload[:100]}') from None
        if isinstance(content, dict) and isinstance(content.get(frame), list):
            return content[frame]
        return [part for each in content for part in parts_of(step, each, frame)] if isinstance(content, list) else [content]
    return [part for each in payload for part in parts_of(step, each, frame)] if isinstance(payload, (list, tuple)) else [payload]


def score_of(prediction):
    """The score in an answer: this kit's server gives {"score": .., "prediction": ..}, others a number."""
    answer = prediction.get('score') if isinstance(prediction, dict) else prediction
    return float(answer) if isinstance(answer, (int, float)) and not isinstance(answer, bool) else None
