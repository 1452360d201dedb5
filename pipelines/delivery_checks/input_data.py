"""Recent requests against the statistics that travel with the model: columns, types, gaps, ranges, categories."""

from .rows import features_of, read_rows

# Of so few rows no share is judged, only what is wrong in any one.
MIN_ROWS = 30


def findings(rows: list, features: dict, tolerance: float) -> list:
    """What is wrong with the rows, one sentence each."""
    import pandas

    table = pandas.DataFrame(rows, dtype=object)
    found = []
    for name, profile in features.items():
        if name not in table.columns:
            found.append(f'{name}: no request has it; the model takes it')
            continue
        judge = {'number': of_number, 'category': of_category}[profile['kind']]
        found += [f'{name}: {problem}' for problem in judge(table[name], profile, tolerance)]
    return found


def of_number(column, profile: dict, tolerance: float) -> list:
    """What is wrong with a column that the model takes as numbers."""
    from components.shared.profile import number_counts

    counts = number_counts(column, profile['edges'])
    texts = [value for value in column.dropna() if isinstance(value, (bool, str, list, dict))]
    if texts:
        return [f'{len(texts)} of {len(column)} values are no numbers, such as {texts[0]!r}']
    if not profile['edges']:
        return []
    low, high = profile['edges'][0], profile['edges'][-1]
    outside = {'(below)': f'below {low:.6g}', '(above)': f'above {high:.6g}'}
    cells = {**outside, '(missing)': 'missing'}
    return too_many(counts, profile['counts'], cells, tolerance)


def of_category(column, profile: dict, tolerance: float) -> list:
    """What is wrong with a column that the model takes as categories."""
    from components.shared.profile import category_counts

    nested = [value for value in column.dropna() if isinstance(value, (list, dict))]
    if nested:
        return [f'{len(nested)} of {len(column)} values are no categories, such as {nested[0]!r}']
    counts = category_counts(column)
    found = too_many(counts, profile['counts'], {'(missing)': 'missing'}, tolerance)
    # Of a column with very many categories only the most frequent are known.
    if profile['known'] is not None:
        return found
    new = {name: count for name, count in counts.items() if name not in profile['counts'] and count}
    share = sum(new.values()) / len(column)
    if len(column) < MIN_ROWS or share <= tolerance:
        return found
    names = ', '.join(sorted(new, key=lambda name: (-new[name], name))[:5])
    return [*found, f'{percent(share)} of the values are new, such as {names}']


def too_many(counts: dict, trained: dict, cells: dict, tolerance: float) -> list:
    """The cells that hold a larger share than in training, by more than is tolerated."""
    now, before = sum(counts.values()), sum(trained.values())
    if now < MIN_ROWS or not before:
        return []
    shares = {cell: (counts.get(cell, 0) / now, trained.get(cell, 0) / before) for cell in cells}
    return [
        f'{percent(share)} of the values are {cells[cell]}; in training {percent(usual)} were'
        for cell, (share, usual) in shares.items()
        if share > usual + tolerance
    ]


def percent(share: float) -> str:
    return f'{100 * share:.1f} %'


def run(model: str, rows: str, tolerance: float) -> bool:
    """Prints what was found; whether the rows are what the model was trained on."""
    given, features = read_rows(rows), features_of(model)
    if not given:
        print('input data: no requests were logged yet, so there is nothing to hold against the statistics')
        return True
    found = findings(given, features, tolerance)
    for each in found:
        print(f'FAIL  {each}')
    verdict = f'{len(found)} findings' if found else 'as in training'
    print(f'input data: {len(given)} requested rows, {len(features)} columns: {verdict}')
    return not found
