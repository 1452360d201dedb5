"""Labels as 0 and 1, whatever the data calls them."""


def binary_label(step: str, rows, label: str, positive: str, may_lack_positive: bool = False):
    """The rows with their label as 1 where it is `positive` and 0 elsewhere; missing labels stay missing.

    Without `positive` the label is 0 or 1, or true/false, already. Rows that have no such column stay as they are.
    """
    if not label or label not in rows.columns:
        return rows
    texts = rows[label].dropna().astype(object).map(label_text)
    if positive:
        if not may_lack_positive and not (texts == label_text(positive)).any():
            found = ', '.join(sorted(texts.unique())[:5])
            raise SystemExit(f'{step}: no row has {label} = {positive}; it has {found}')
        numbers = (texts == label_text(positive)).astype('int64')
    elif texts.isin(['0', '1', 'true', 'false']).all():
        numbers = texts.isin(['1', 'true']).astype('int64')
    else:
        found = ', '.join(sorted(texts.unique())[:5])
        raise SystemExit(f'{step}: the label {label} must be 0 or 1; it has {found}; say by `positive_label` which one is 1')
    complete = len(numbers) == len(rows)
    return rows.assign(**{label: numbers if complete else numbers.reindex(rows.index)})


def label_text(value) -> str:
    """A label as text; 1, 1.0, true and True are alike in files of different kinds."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).lower() if str(value) in ('True', 'False') else str(value)
