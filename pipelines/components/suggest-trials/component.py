from typing import Dict, List


def suggest_trials(
    search_space: Dict = {'learning_rate': {'min': 0.03, 'max': 0.3, 'log': True}, 'max_leaf_nodes': [7, 15, 31]},
    count: int = 4,
    seed: int = 0,
) -> List[Dict]:
    """Draws settings to try, at random but the same for the same seed; a loop trains with each.

    Args:
        search_space: Setting to a list of values, or to {"min": .., "max": .., "log": true}: evenly, or evenly by magnitude.
        count: How many trials, at least 1.
        seed: Seed of the draw.

    Returns:
        Output: One set of settings a trial, for the input `trial` of train.
    """
    import random

    if count < 1:
        raise SystemExit(f'suggest-trials: count is {count}; allowed: 1 or more')
    if not search_space:
        raise SystemExit('suggest-trials: search_space is empty; name at least one setting')
    generator = random.Random(int(seed))
    return [{name: draw(generator, name, values) for name, values in sorted(search_space.items())} for _ in range(count)]


def draw(generator, name: str, values):
    """One value from a list or a range."""
    import math

    if isinstance(values, list) and values:
        return generator.choice(values)
    if not isinstance(values, dict) or not {'min', 'max'} <= set(values) <= {'min', 'max', 'log'}:
        example = '[7, 15] or {"min": 0.03, "max": 0.3, "log": true}'
        raise SystemExit(f'suggest-trials: {name} is {values!r}; give a list of values or a range, as in {example}')
    low, high, log = values['min'], values['max'], values.get('log', False)
    if low > high or (log and low <= 0):
        raise SystemExit(f'suggest-trials: the range of {name} is {low} to {high}; it must rise, and be above 0 with "log"')
    return math.exp(generator.uniform(math.log(low), math.log(high))) if log else generator.uniform(low, high)
