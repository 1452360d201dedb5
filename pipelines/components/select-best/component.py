from typing import List, NamedTuple

from kfp.dsl import Input, Model, Output


class Outputs(NamedTuple):
    best_index: int
    best_score: float


def select_best(models: Input[List[Model]], best: Output[Model], scores: List[float], direction: str = 'lower') -> Outputs:
    """Picks the best of several trained models by a score each.

    Args:
        models: Models, as a loop has collected them.
        scores: Their scores, in the same order.
        direction: `higher` or `lower` scores are better.

    Returns:
        best: A copy of the best model.
        best_index: Its place among the models, from 0.
        best_score: Its score.
    """
    import shutil

    if direction not in ('higher', 'lower'):
        raise SystemExit(f'select-best: direction is "{direction}"; allowed: higher, lower')
    if not models or len(models) != len(scores):
        raise SystemExit(f'select-best: there are {len(models)} models and {len(scores)} scores; give one score a model')
    index = (max if direction == 'higher' else min)(range(len(scores)), key=lambda each: scores[each])
    shutil.copytree(models[index].path, best.path, dirs_exist_ok=True)
    best.metadata.update(models[index].metadata)
    return Outputs(index, float(scores[index]))
