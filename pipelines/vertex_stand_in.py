"""An endpoint of Vertex AI, its model registry, figures and a bucket, as far as a roll-out meets them, on a clock of their own.

It keeps Google's rules: traffic adds up to 100 and names deployed models only, a first deployment needs a share, what has
traffic isn't undeployed, deployments are operations, what they did may be seen late, an old etag is refused. Every call
and answer is held against Google's description of the API. One call may go wrong in a way that is chosen.
"""

import json
from functools import lru_cache
from urllib.parse import parse_qs, unquote, urlsplit

from conftest import refusal
from discovery import check_call

PARENT = 'projects/p/locations/europe-west4'
NUMBERED = 'projects/1234/locations/europe-west4'
DEPLOY_SECONDS, UNDEPLOY_SECONDS, LATE_SECONDS = 40, 20, 45


class Crash(BaseException):
    """The process is gone."""


class Clock:
    """Time that passes when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def sleep(self, seconds: float) -> None:
        self.now += seconds


class VertexStandIn:
    """Put in the place of `call_google`."""

    def __init__(self, deployed: dict, aliases: dict, aliases_move: bool = True, seen_late: float = 0.0) -> None:
        self.clock, self.aliases_move, self.seen_late = Clock(), aliases_move, seen_late
        self.models = {name: {'version': version, 'displayName': f'flights-v{version}'} for name, (version, _) in deployed.items()}
        self.split = {name: share for name, (_, share) in deployed.items() if share}
        self.aliases, self.versions = dict(aliases), {'1', '2', '3', '4'}
        self.etag, self.operations, self.objects, self.later = 1, {}, {}, []
        self.past = [(0.0, self.picture())]
        self.calls, self.splits, self.moves = [], [self.serving()], []
        self.faults, self.outage, self.figures = {}, None, {}

    # What the tests ask.

    def figure(self, deployment: str) -> dict:
        """What is measured of a deployed model: 1,000 requests a step, no failures and 100 ms, unless told otherwise from a share on."""
        found = {'requests': 1000, 'failed': 0, 'p95': 100.0}
        for share, worse in self.figures.items():
            found.update(worse if self.split.get(deployment, 0) >= share else {})
        return found

    def serving(self) -> dict:
        """Version to share of the traffic."""
        return {self.models[name]['version']: share for name, share in self.split.items()}

    def deployed(self) -> list:
        return sorted(each['version'] for each in self.models.values())

    def record(self) -> dict:
        return json.loads(self.objects.get('flights/rollouts/9.json', (0, '{}'))[1])

    def settle(self) -> None:
        """Lets time pass until nothing is under way."""
        self.clock.sleep(3600)
        self.pass_time()

    # Calls.

    def __call__(self, step, method, url, body=None, missing_ok=False):
        number = len(self.calls)
        self.calls.append(f'{method} {address(url)[1]}')
        self.pass_time()
        fault = self.faults.get(number)
        if self.outage and self.outage(number, url):
            raise refusal(503)
        if fault is None:
            return self.answered(method, url, body, missing_ok)
        return fault(self, lambda: self.answered(method, url, body, missing_ok))

    def answered(self, method, url, body, missing_ok):
        try:
            answer = self.answer(method, url, body)
        except SystemExit:
            as_google_describes_it(method, url, json.dumps(body), 'null')
            raise
        text = json.dumps(answer)
        as_google_describes_it(method, url, json.dumps(body), text)
        if answer is None and not missing_ok:
            raise refusal(404, 'not found')
        return json.loads(text)

    def answer(self, method, url, body):
        host, path, query = address(url)
        if host == 'storage.googleapis.com':
            return self.insert(query, body) if method == 'POST' else self.stored(unquote(path.rsplit('/', 1)[-1]), query)
        if host == 'monitoring.googleapis.com':
            return self.time_series(query)
        resource, _, verb = path.removeprefix('/v1/').partition(':')
        if '/operations/' in resource:
            return self.operations.get(resource, {}).get('shown')
        if resource.endswith('/operations'):
            return {'operations': [each['shown'] for each in self.operations.values()]}
        if '/models/' in resource:
            return self.model(resource.partition('@')[2], verb, body)
        if method == 'PATCH':
            return self.patch(query, body)
        return self.start(verb, body) if verb else {**self.shown(), 'name': f'{NUMBERED}/endpoints/9'}

    # The endpoint.

    def picture(self) -> dict:
        models = [
            {'id': name, 'model': f'{NUMBERED}/models/flights@{each["version"]}', 'modelVersionId': each['version'], 'displayName': each['displayName']}
            for name, each in self.models.items()
        ]
        return {'deployedModels': models, 'trafficSplit': dict(self.split), 'etag': f'e{self.etag}'}

    def shown(self) -> dict:
        """The endpoint as it was some time ago, when what was done is seen late."""
        return next(picture for at, picture in reversed(self.past) if at <= self.clock.now - self.seen_late)

    def changed(self) -> None:
        self.etag += 1
        self.splits += [self.serving()] if self.serving() != self.splits[-1] else []
        self.past.append((self.clock.now, self.picture()))

    def require_split(self, split: dict, names) -> None:
        if any(name not in names for name in split):
            raise refusal(400, f'the following DeployedModel IDs do not exist: {split}')
        if split and sum(split.values()) != 100 or any(share < 0 for share in split.values()):
            raise refusal(400, f'traffic must add up to 100: {split}')

    def patch(self, query, body):
        assert query == {'updateMask': 'trafficSplit'}
        if body.get('etag', f'e{self.etag}') != f'e{self.etag}':
            raise refusal(409, 'the etag is not the current one')
        self.require_split(body['trafficSplit'], self.models)
        self.split = {name: share for name, share in body['trafficSplit'].items() if share}
        self.changed()
        return self.picture()

    def start(self, verb, body):
        if verb == 'deployModel':
            name, version = body['deployedModel']['id'], body['deployedModel']['model'].partition('@')[2]
            under_way = [each['deploys'] for each in self.operations.values() if not each['shown']['done']]
            if name in self.models or name in under_way:
                raise refusal(400, f'there is a DeployedModel {name} already')
            if version not in self.versions:
                raise refusal(404, f'there is no version {version}')
            if not self.split and not body.get('trafficSplit'):
                raise refusal(400, "the endpoint doesn't have traffic_split")
            self.require_split(body.get('trafficSplit', {}), [*self.models, '0'])
            return self.operation(DEPLOY_SECONDS, name, lambda: self.deploy(name, version, body))
        name = body['deployedModelId']
        if name not in self.models:
            raise refusal(400, f'there is no DeployedModel {name}')
        return self.operation(UNDEPLOY_SECONDS, '', lambda: self.undeploy(name))

    def deploy(self, name, version, body) -> dict:
        self.models[name] = {'version': version, 'displayName': body['deployedModel']['displayName']}
        if 'trafficSplit' in body:
            self.split = {name if each == '0' else each: share for each, share in body['trafficSplit'].items() if share}
        self.changed()
        return {'response': {'deployedModel': {'id': name}}}

    def undeploy(self, name) -> dict:
        if self.split.get(name) and len(self.models) > 1:
            return {'error': {'code': 9, 'message': f'{name} has traffic'}}
        self.models.pop(name, None)
        self.split = {} if not self.models else self.split
        self.changed()
        return {'response': {}}

    def operation(self, seconds, deploys, effect) -> dict:
        name = f'{NUMBERED}/endpoints/9/operations/{len(self.operations) + 1}'
        shown = {'name': name, 'done': False}
        self.operations[name] = {'at': self.clock.now + seconds, 'deploys': deploys, 'effect': effect, 'shown': shown}
        return shown

    def pass_time(self) -> None:
        """Operations that are over by now, and calls that arrive late."""
        for each in self.operations.values():
            if not each['shown']['done'] and each['at'] <= self.clock.now:
                each['shown'] = {'name': each['shown']['name'], 'done': True, **each['effect']()}
        for at, call in [each for each in self.later if each[0] <= self.clock.now]:
            self.later.remove((at, call))
            try:
                call()
            except SystemExit:
                pass

    # The registry, the bucket and the figures.

    def model(self, reference, verb, body):
        if not verb:
            version = self.aliases.get(reference, reference)
            return {'versionId': version} if version in self.versions else None
        change = body['versionAliases'][0]
        alias = change.removeprefix('-')
        if change.startswith('-'):
            if self.aliases.get(alias) != reference:
                raise refusal(400, f'version {reference} has no alias {alias}')
            del self.aliases[alias]
        elif not self.aliases_move and self.aliases.get(alias, reference) != reference:
            raise refusal(400, f'another version has the alias {alias}')
        else:
            self.aliases[alias] = reference
            self.moves.append((alias, reference, self.serving()))
        return {'versionId': reference}

    def insert(self, query, body):
        generation = self.objects.get(query['name'], (0, ''))[0]
        if int(query['ifGenerationMatch']) != generation:
            raise refusal(412, 'the generation is another one')
        self.objects[query['name']] = (generation + 1, json.dumps(body, allow_nan=False))
        return {'generation': str(generation + 1)}

    def stored(self, name, query):
        generation, text = self.objects.get(name, (0, ''))
        if not generation or int(query.get('generation', generation)) != generation:
            return None
        return json.loads(text) if query.get('alt') == 'media' else {'generation': str(generation)}

    def time_series(self, query):
        terms = dict(term.split(' = ') for term in query['filter'].split(' AND '))
        metric, deployment = terms['metric.type'].strip('"'), terms['metric.label.deployed_model_id'].strip('"')
        assert terms['resource.label.endpoint_id'] == '"9"' and query['interval.startTime'] < query['interval.endTime']
        figure, interval = self.figure(deployment), {'endTime': query['interval.endTime']}
        if '/private/' in metric or not figure['requests'] or not self.split.get(deployment):
            return {}
        if metric.endswith('prediction_latencies'):
            assert terms['metric.label.latency_type'] == '"total"' and query['aggregation.crossSeriesReducer'] == 'REDUCE_PERCENTILE_95'
            return {'timeSeries': [{'points': [{'interval': interval, 'value': {'doubleValue': figure['p95']}}]}]}
        counts = {'200': figure['requests'] - figure['failed'], '500': figure['failed']}
        return {
            'timeSeries': [
                {'metric': {'labels': {'response_code': code}}, 'points': [{'interval': interval, 'value': {'int64Value': str(count)}}]}
                for code, count in counts.items()
            ]
        }


@lru_cache(maxsize=4096)
def address(url: str) -> tuple:
    """Host, path and query."""
    parts = urlsplit(url)
    return parts.hostname, parts.path, {name: values[0] for name, values in parse_qs(parts.query).items()}


@lru_cache(maxsize=4096)
def as_google_describes_it(method, url, body, answer) -> str:
    """Fails for another call or answer; looks at each once."""
    return check_call(method, url, json.loads(body), json.loads(answer))


# What may go wrong with one call. `effect` carries it out.


def refused(google, effect):
    raise refusal(400)


def forbidden(google, effect):
    raise refusal(403)


def unavailable(google, effect):
    raise refusal(503)


def lost_before(google, effect):
    """The request never arrives."""
    google.clock.sleep(120)
    raise SystemExit('timed out')


def lost_after(google, effect):
    """It has its effect; the answer never arrives."""
    effect()
    google.clock.sleep(120)
    raise SystemExit('timed out')


def lost_and_late(google, effect):
    """The answer never arrives, and the effect comes later."""
    google.later.append((google.clock.now + LATE_SECONDS, effect))
    raise SystemExit('connection reset')


def crash_before(google, effect):
    raise Crash


def crash_after(google, effect):
    effect()
    raise Crash


def operation_error(google, effect):
    """What it starts fails."""
    answer = effect()
    name = (answer or {}).get('name', '')
    if name in google.operations:
        google.operations[name]['effect'] = lambda: {'error': {'code': 13, 'message': 'no machine is free'}}
    return answer


def conflict(google, effect):
    """Somebody has changed something else of the endpoint meanwhile."""
    google.changed()
    return effect()


def slow(google, effect):
    """It takes its time."""
    answer = effect()
    google.clock.sleep(100)
    return answer


FAULTS = [refused, forbidden, unavailable, lost_before, lost_after, lost_and_late, crash_before, crash_after, operation_error, conflict, slow]
