from typing import Dict, NamedTuple

from kfp.dsl import Artifact, Input, Markdown, Output


class Outputs(NamedTuple):
    promote: bool
    winner: str
    gain: float
    reason: str


def compare(
    challenger: Input[Artifact],
    decision: Output[Artifact],
    report: Output[Markdown],
    champion: Input[Artifact] = None,
    primary_metric: str = 'auc',
    direction: str = 'auto',
    mode: str = 'better',
    min_gain: float = 0.005,
    min_relative_gain: float = 0.0,
    tolerance: float = 0.01,
    floors: Dict = {},
    slice_floors: Dict = {},
    max_slice_loss: float = 1.0,
) -> Outputs:
    """Decides between challenger and champion, by one metric that is named, and says why.

    Args:
        challenger: Evaluation of the new model.
        champion: Evaluation of the model in service, on the same rows; none, or one that says so, when there is none.
        primary_metric: The metric that decides: auc, log_loss, brier_score, average_precision, accuracy or calibration_error.
        direction: `higher` or `lower` is better; `auto` knows it for the metrics above.
        mode: `better`: the challenger must gain. `not-worse`: it may lose up to `tolerance`. `always`: it wins unless a
            floor stops it. `never`: it cannot win; the comparison is for reading only.
        min_gain: Mode `better`: the gain must be above this, in units of the metric; below 0 accepts a loss.
        min_relative_gain: Mode `better`: the gain must be above this share of the champion's value; 0.02 is 2 %.
        tolerance: Mode `not-worse`: the largest loss that is accepted, in units of the metric.
        floors: Worst values that a challenger may have in any mode: {"auc": 0.6, "log_loss": 0.7}; a ceiling if lower is better.
        slice_floors: The same for every slice that was measured: {"auc": 0.55}.
        max_slice_loss: Largest loss of the primary metric that is accepted in any slice; slices never stop it at 1.

    Returns:
        decision: Verdict, reason and both models' metrics as JSON.
        report: Verdict and metrics side by side, to read.
        promote: Whether the challenger wins.
        winner: `challenger` or `champion`.
        gain: How much better the challenger is by the primary metric; below 0 when it is worse, 0 without champion.
        reason: Why, in a sentence.
    """
    new, old = read_evaluation(challenger), read_evaluation(champion) if champion else {'found': False}
    require_settings(mode, new)
    sign = direction_sign(primary_metric, direction)
    require_metric(primary_metric, new)
    gain = 0.0
    if old['found']:
        require_same_rows(new, old)
        require_metric(primary_metric, old)
        gain = sign * (new['metrics'][primary_metric] - old['metrics'][primary_metric])
    lost = lost_slices(new, old, primary_metric, sign, max_slice_loss) if old['found'] else []
    needed = needed_gain(old['metrics'][primary_metric], min_gain, min_relative_gain) if old['found'] else 0.0
    verdicts = floor_verdicts(new, floors, 'its floor')
    for each in new['slices']:
        verdicts += floor_verdicts(each, slice_floors, 'the floor of slices', f' in slice {each["column"]} = {each["value"]}')
    verdicts += slice_verdicts(lost, max_slice_loss)
    if verdicts:
        promote, reason = False, '; '.join(verdicts)
    else:
        promote, reason = mode_verdict(mode, old['found'], primary_metric, gain, needed, tolerance)
    outputs = Outputs(promote, 'challenger' if promote else 'champion', gain, reason)
    content = {**outputs._asdict(), 'mode': mode, 'primary_metric': primary_metric}
    write_json(decision.path, {**content, 'challenger': new['metrics'], 'champion': old.get('metrics'), 'lost_slices': lost})
    decision.metadata.update(content)
    write_text(report, summary(outputs, primary_metric, new, old))
    return outputs


def read_evaluation(artifact) -> dict:
    """The evaluation in an artifact."""
    import json
    import os

    if not os.path.isfile(artifact.path):
        raise SystemExit(f'compare: there is no evaluation at {artifact.path}; give the output of evaluate')
    try:
        content = read_json(artifact.path, {})
    except json.JSONDecodeError as error:
        raise SystemExit(f'compare: {artifact.path} is no evaluation: {error}') from None
    if 'found' not in content:
        raise SystemExit(f'compare: {artifact.path} is no evaluation; give the output of evaluate')
    return content


def require_settings(mode: str, new: dict) -> None:
    """Ends the step when the mode is unknown or there is no challenger."""
    modes = ('better', 'not-worse', 'always', 'never')
    if mode not in modes:
        raise SystemExit(f'compare: mode is "{mode}"; allowed: {", ".join(modes)}')
    if not new['found']:
        raise SystemExit('compare: the evaluation of the challenger says that there is no model')


def require_metric(metric: str, evaluation: dict) -> None:
    """Ends the step when the metric was not measured."""
    if metric not in evaluation['metrics']:
        raise SystemExit(f'compare: primary metric is "{metric}"; measured were {", ".join(evaluation["metrics"])}')


def require_same_rows(new: dict, old: dict) -> None:
    """Ends the step when the two were measured on different rows: the numbers could not be compared."""
    if new['rows_sha256'] != old['rows_sha256']:
        raise SystemExit('compare: challenger and champion were evaluated on different rows; evaluate both on the same')


def direction_sign(metric: str, direction: str) -> int:
    """1 when higher is better, -1 when lower is."""
    known = dict.fromkeys(('auc', 'average_precision', 'accuracy'), 'higher')
    known.update(dict.fromkeys(('log_loss', 'brier_score', 'calibration_error'), 'lower'))
    chosen = known.get(metric) if direction == 'auto' else direction
    if chosen not in ('higher', 'lower'):
        problem = f'whether more of {metric} is better is not known' if direction == 'auto' else f'direction is "{direction}"'
        raise SystemExit(f'compare: {problem}; allowed directions: higher, lower' + ('' if direction == 'auto' else ', auto'))
    return 1 if chosen == 'higher' else -1


def needed_gain(before: float, absolute: float, relative: float) -> float:
    """The gain that is needed in units of the metric: the larger of the two that were asked for."""
    return max(absolute, relative * abs(before)) if relative else absolute


def floor_verdicts(new: dict, floors: dict, what: str, where: str = '') -> list:
    """What is worse than it may be at all, in all or in a slice."""
    found = []
    for metric, worst in floors.items():
        require_metric(metric, new)
        value = new['metrics'][metric]
        if direction_sign(metric, 'auto') * (value - worst) < 0:
            found.append(f'{metric} {value:.4f}{where} is worse than {what} {worst:g}')
    return found


def lost_slices(new: dict, old: dict, metric: str, sign: int, most: float) -> list:
    """Slices in which the challenger loses more than it may."""
    before = {(each['column'], each['value']): each['metrics'][metric] for each in old['slices']}
    found = []
    for each in new['slices']:
        key = (each['column'], each['value'])
        loss = sign * (before[key] - each['metrics'][metric]) if key in before else 0.0
        if most < 1 and loss > most:
            found.append({'column': key[0], 'value': key[1], 'loss': loss})
    return found


def slice_verdicts(lost: list, most: float) -> list:
    """The same in words."""
    return [f'slice {each["column"]} = {each["value"]} loses {each["loss"]:.4f}, more than {most:g}' for each in lost]


def mode_verdict(mode: str, has_champion: bool, metric: str, gain: float, needed: float, tolerance: float) -> tuple:
    """Whether the challenger wins and why, once no floor or slice stops it."""
    if mode == 'never':
        return False, 'mode never: this comparison is for reading only'
    if not has_champion:
        return True, 'there is no champion yet'
    if mode == 'always':
        return True, f'mode always: {metric} changes by {gain:+.4f}'
    if mode == 'not-worse':
        wins = gain >= -tolerance
        return wins, f'{metric} changes by {gain:+.4f}, which is {"not " if wins else ""}worse than the tolerance {tolerance:g}'
    wins = gain > needed
    return wins, f'{metric} gains {gain:+.4f}, {"" if wins else "not "}more than the {needed:g} that it must'


def summary(outputs, primary_metric: str, new: dict, old: dict) -> str:
    """The report as Markdown."""
    before = old.get('metrics', {})
    lines = [f'# The {outputs.winner} wins', '', f'Why: {outputs.reason}.', '']
    lines += ['| metric | champion | challenger |', '|---|---:|---:|']
    for name, value in new['metrics'].items():
        title = f'**{name}**' if name == primary_metric else name
        lines.append(f'| {title} | {format(before[name], ".4f") if name in before else "-"} | {value:.4f} |')
    return '\n'.join([*lines, ''])


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


# --- shared/html_page.py: copied by scripts/generate-component-contracts.py, edit it there ---


def html_table(head: list, rows: list) -> str:
    """A table; numbers are aligned right and rounded to four digits."""
    from html import escape

    def cell(value) -> str:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return f'<td>{escape(str(value))}</td>'
        return f'<td class="number">{value:.4g}</td>' if isinstance(value, float) else f'<td class="number">{value}</td>'

    titles = ''.join(f'<th>{escape(str(title))}</th>' for title in head)
    lines = ''.join(f'<tr>{"".join(cell(value) for value in row)}</tr>\n' for row in rows)
    return f'<table>\n<tr>{titles}</tr>\n{lines}</table>\n'


def html_page(title: str, body: str) -> str:
    """The whole page around a body that is HTML already."""
    from html import escape

    style = (
        ':root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}'
        'table{border-collapse:collapse;margin:1rem 0}td,th{padding:.25rem .75rem;border-bottom:1px solid #8884;text-align:left}'
        '.number{text-align:right;font-variant-numeric:tabular-nums}.bad{color:#c5221f;font-weight:600}'
        '.good{color:#188038;font-weight:600}svg{width:100%;max-width:32rem;height:auto}'
    )
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{style}</style>'
    return f'<!doctype html>\n<html lang="en"><head>{head}</head>\n<body>\n<h1>{escape(title)}</h1>\n{body}</body></html>\n'


def write_text(artifact, text: str) -> None:
    """Writes an artifact that is one file of text."""
    import os

    os.makedirs(os.path.dirname(artifact.path), exist_ok=True)
    with open(artifact.path, 'w', encoding='utf-8') as handle:
        handle.write(text)


# --- end of shared/html_page.py ---
