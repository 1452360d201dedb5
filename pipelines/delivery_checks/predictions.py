"""Does a server answer as promised? Each check is one sentence, and what came back when it does not hold."""

import math

from .rows import features_of, rows_for
from .server import Client, served

# Of so many rows each is also asked for alone.
ALONE = 20
SAME = 1e-9


def check(port: int, rows: list, features: dict) -> list:
    """(what is promised, what came back instead or an empty text) of every check."""
    client = Client(port)
    together = answers_of(client, rows)
    return [
        ('it is healthy', healthy(client)),
        (f'{len(rows)} valid rows get as many answers', together if isinstance(together, str) else ''),
        ('scores are numbers from 0 to 1, predictions 0 or 1', '' if isinstance(together, str) else wrong_values(together)),
        ('a row alone is answered as among others', same(alone(client, rows[:ALONE]), together, ALONE)),
        ('answers come in the order of the rows', same(backwards(client, rows), together, len(rows))),
        *((f'{what} is refused with a reason', refused(client, body)) for what, body in mistakes(rows, features)),
        ('it is healthy after all that', healthy(client)),
    ]


def healthy(client: Client) -> str:
    status, content = client.get('/health')
    return '' if status == 200 else came_back(status, content)


def answers_of(client: Client, rows: list):
    """The predictions for rows, in a list of their number; a text says what came back instead."""
    status, content = client.predict({'instances': rows})
    found = content.get('predictions') if isinstance(content, dict) else None
    if status != 200 or not isinstance(found, list):
        return came_back(status, content)
    return found if len(found) == len(rows) else f'{len(found)} answers'


def wrong_values(predictions: list) -> str:
    for index, each in enumerate(predictions):
        score, prediction = (each.get(name) for name in ('score', 'prediction')) if isinstance(each, dict) else (None, None)
        number = isinstance(score, (int, float)) and not isinstance(score, bool) and math.isfinite(score)
        if not number or not 0 <= score <= 1 or type(prediction) is not int or prediction not in (0, 1):
            return f'row {index + 1}: {each!r}'
    return ''


def alone(client: Client, rows: list):
    found = [answers_of(client, [row]) for row in rows]
    wrong = next((each for each in found if isinstance(each, str)), None)
    return [each[0] for each in found] if wrong is None else wrong


def backwards(client: Client, rows: list):
    found = answers_of(client, rows[::-1])
    return found[::-1] if isinstance(found, list) else found


def same(found, together, count: int) -> str:
    """Where two answers to the same rows differ."""
    for each in (found, together):
        if isinstance(each, str):
            return each
    for index, (one, other) in enumerate(zip(found, together[:count])):
        if not alike(one, other):
            return f'row {index + 1}: {one!r} and {other!r}'
    return ''


def alike(one, other) -> bool:
    if not isinstance(one, dict) or not isinstance(other, dict) or one.keys() != other.keys():
        return one == other
    return all(
        abs(value - other[name]) <= SAME if isinstance(value, float) and isinstance(other[name], float) else value == other[name]
        for name, value in one.items()
    )


def mistakes(rows: list, features: dict) -> list:
    """Requests that nobody can answer, with what is wrong in each."""
    number = next((name for name, profile in features.items() if profile['kind'] == 'number'), None)
    wrong_type = [('a text where a number belongs', {'instances': [{**rows[0], number: 'no number'}]})] if number else []
    return [
        ('what is no JSON', b'{"instances": ['),
        ('JSON without instances', {'rows': rows[:1]}),
        ('an empty list of instances', {'instances': []}),
        ('an instance that is no object', {'instances': [3]}),
        ('a row without its columns', {'instances': [{'no_such_column': 1}]}),
        *wrong_type,
    ]


def refused(client: Client, body) -> str:
    status, content = client.predict(body)
    reason = content.get('error') if isinstance(content, dict) else None
    return '' if 400 <= status < 500 and isinstance(reason, str) and reason else came_back(status, content)


def came_back(status: int, content) -> str:
    return f'{status or "nothing"}: {content!r}'[:300]


def run(model: str, rows: str) -> bool:
    """Prints every check; whether all hold."""
    given, source = rows_for(model, rows)
    print(f'predictions: {source}')
    with served(model) as port:
        found = check(port, given, features_of(model))
    for promise, instead in found:
        print(f'FAIL  {promise}: {instead}' if instead else f'ok    {promise}')
    return not any(instead for _, instead in found)
