"""Is a server fast enough? Many requests of one row, several at a time; quantiles of how long each took."""

import math
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import islice, repeat, chain

from .rows import rows_for
from .server import Client, served


def measure(port: int, rows: list, requests: int, concurrency: int, warm_up: int) -> tuple:
    """Milliseconds of each answer, and what came back instead of one."""
    bodies = list(islice(chain.from_iterable(repeat(rows)), warm_up + requests))
    shares = [bodies[warm_up + first :: concurrency] for first in range(concurrency)]
    ask_all(port, bodies[:warm_up])
    with ThreadPoolExecutor(concurrency) as callers:
        found = [each for share in callers.map(ask_all, repeat(port), shares) for each in share]
    return [took for took, wrong in found if not wrong], [wrong for _, wrong in found if wrong]


def ask_all(port: int, rows: list) -> list:
    """One caller: a request after the other on one connection."""
    client, found = Client(port), []
    for row in rows:
        before = time.perf_counter()
        status, content = client.predict({'instances': [row]})
        found.append((1000 * (time.perf_counter() - before), '' if status == 200 else f'{status or "nothing"}: {content!r}'[:300]))
    return found


def quantile(values: list, share: float) -> float:
    """The least value that so large a share does not exceed."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def run(model: str, rows: str, p95_ms: float, requests: int, concurrency: int, warm_up: int) -> bool:
    """Prints what was measured; whether all were answered and 95 % within the objective."""
    given, source = rows_for(model, rows)
    with served(model) as port:
        took, wrong = measure(port, given, requests, concurrency, warm_up)
    print(f'latency: {requests} requests of one row, {concurrency} at a time, after {warm_up} to warm up; {source}')
    if wrong:
        print(f'FAIL  {len(wrong)} of {requests} were not answered: {wrong[0]}')
        return False
    p50, p95, p99 = (quantile(took, share) for share in (0.5, 0.95, 0.99))
    print(f'      p50 {p50:.1f} ms, p95 {p95:.1f} ms, p99 {p99:.1f} ms')
    fits = p95 <= p95_ms
    print(f'{"ok  " if fits else "FAIL"}  p95 is {"within" if fits else "above"} the objective of {p95_ms:g} ms')
    return fits
