"""Draws the month-by-month replay: log loss of champion and challenger, drift, and share of late flights.

Usage: plot.py REPLAY.json PLOT.png PLOT.svg
"""

import json
import sys

import matplotlib

matplotlib.use('Agg')
from matplotlib import pyplot  # noqa: E402  (the backend must be chosen first)

_CHAMPION, _CHALLENGER, _ALARM, _QUIET = '#3949ab', '#e8710a', '#c5221f', '#9aa0a6'
_RING = dict(marker='o', linestyle='', markersize=18, markerfacecolor='none', markeredgecolor='#188038', markeredgewidth=2)
_SIDES = {'champion': -0.12, 'challenger': 0.12}
_NAMES = ['', 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']


def _months(numbers: list) -> str:
    return f'{_NAMES[numbers[0]]}-{_NAMES[numbers[-1]]}'


def _points(months: list, side: str) -> list:
    """Month and loss of one side, a little beside the month, so that near losses do not hide each other."""
    return [(each['month'] + _SIDES[side], each[side]['logLoss']) for each in months if side in each]


def _draw_loss(axis, months: list) -> None:
    for each in months:
        both = [point for side in _SIDES for point in _points([each], side)]
        axis.plot(*zip(*both), color='#bdc1c6', linewidth=2, zorder=1)
        axis.plot(*_points([each], each['winner'])[0], **_RING)
    for side, colour, marker in (('champion', _CHAMPION, 'o'), ('challenger', _CHALLENGER, '^')):
        axis.plot(*zip(*_points(months, side)), marker, color=colour, markersize=9, label=side)
    axis.plot([], [], **_RING, label='serves from now on')
    axis.set_ylabel('log loss on the month\n(lower is better)')
    losses = [loss for side in _SIDES for _, loss in _points(months, side)]
    spread = max(losses) - min(losses)
    axis.set_ylim(min(losses) - 0.35 * spread, max(losses) + 0.1 * spread)
    axis.legend(loc='lower center', ncols=3, frameon=False, bbox_to_anchor=(0.5, 1.0))


def _label_versions(axis, months: list) -> None:
    """Who serves after the month, and what it was trained on."""
    for each in months:
        winner = each[each['winner']]
        changed = each['winner'] == 'challenger'
        axis.annotate(
            f'v{winner["version"]}\n{_months(winner["trainedOn"])}',
            (each['month'], 0.03),
            xycoords=('data', 'axes fraction'),
            ha='center',
            fontsize=9,
            color=_CHALLENGER if changed else _CHAMPION,
            fontweight='bold' if changed else 'normal',
        )


def _draw_drift(axis, months: list, threshold: float) -> None:
    shown = [each for each in months if 'drift' in each]
    colours = [_ALARM if each['drift']['distance'] > threshold else _QUIET for each in shown]
    bars = axis.bar([each['month'] for each in shown], [each['drift']['distance'] for each in shown], 0.55, color=colours)
    axis.bar_label(bars, [each['drift']['column'] for each in shown], fontsize=9, padding=2)
    axis.axhline(threshold, color='#202124', linestyle='--', linewidth=1, label=f'alarm over {threshold:g}')
    axis.legend(loc='upper left', frameon=False, fontsize=9)
    axis.set_ylabel('column that moved most\nfrom training rows')
    axis.set_ylim(0, 1.2)


def _draw_late(axis, months: list) -> None:
    shares = [100 * each['lateShare'] for each in months]
    bars = axis.bar([each['month'] for each in months], shares, 0.55, color='#80868b')
    axis.bar_label(bars, [f'{share:.0f} %' for share in shares], fontsize=9, padding=2)
    axis.set_ylabel('late flights, %')
    axis.margins(y=0.2)


def draw(replay: dict, paths: list) -> None:
    """Writes the plot to each path, in the format of its ending."""
    months = replay['months']
    matplotlib.rcParams.update({'font.size': 10, 'svg.hashsalt': 'replay', 'svg.fonttype': 'none'})
    figure, (loss, drift, late) = pyplot.subplots(
        3, 1, figsize=(10, 9), sharex=True, layout='constrained', gridspec_kw={'height_ratios': [2.2, 1.1, 0.9]}
    )
    figure.suptitle('Champion and challenger, month by month', fontsize=14, fontweight='bold')
    _draw_loss(loss, months)
    _label_versions(loss, months)
    _draw_drift(drift, months, replay['driftThreshold'])
    _draw_late(late, months)
    late.set_xticks([each['month'] for each in months], [_NAMES[each['month']] for each in months])
    for axis in (loss, drift, late):
        axis.spines[['top', 'right']].set_visible(False)
        axis.grid(axis='y', alpha=0.25)
        axis.set_axisbelow(True)
    for path in paths:
        figure.savefig(path, dpi=130, metadata={'Date': None} if path.endswith('.svg') else {'Software': None})


if __name__ == '__main__':
    with open(sys.argv[1], encoding='utf-8') as handle:
        draw(json.load(handle), sys.argv[2:])
