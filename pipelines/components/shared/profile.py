"""How often each value of a column occurs: categories one by one, numbers over bins of equal width.

A profile fixes the bins, so that every later sample is counted over the same ones.
"""


def column_profile(column, kind: str = 'auto', bins: int = 10, edges: list = None, most: int = 1000) -> dict:
    """How often each value occurs; `kind` is number, category, or auto, which looks at the column's type.

    Of categories the `most` frequent are told apart. Bins lie between the least and the greatest number, unless `edges`
    says where.
    """
    if kind == 'category' or (kind == 'auto' and is_categorical(column)):
        counts = category_counts(column)
        known = sorted(counts, key=lambda name: (-counts[name], name))[:most]
        return {'kind': 'category', 'known': sorted(known) if len(known) < len(counts) else None, 'counts': counts_of(counts, known)}
    places = bin_edges(column, bins) if edges is None else [float(each) for each in edges]
    return {'kind': 'number', 'edges': places, 'counts': number_counts(column, places)}


def is_categorical(column) -> bool:
    """Whether a column holds categories (text or true/false) rather than numbers."""
    from pandas.api.types import is_bool_dtype, is_numeric_dtype

    return is_bool_dtype(column) or not is_numeric_dtype(column)


def category_counts(column) -> dict:
    """Category to count; 3, 3.0 and "3" are one category, as JSON and files write them differently."""
    counts = {'(missing)': int(column.isna().sum())}
    try:
        found = column.dropna().astype(object).value_counts()
    except TypeError:  # lists and other values that cannot be counted as they are
        found = column.dropna().map(str).value_counts()
    for value, count in found.items():
        name = category_text(value)
        counts[name] = counts.get(name, 0) + int(count)
    return counts


def category_text(value) -> str:
    """What a category is called."""
    import numbers

    whole = isinstance(value, numbers.Real) and not isinstance(value, bool) and float(value).is_integer()
    return str(int(value)) if whole else str(value)


def counts_of(counts: dict, known: list) -> dict:
    """The counts of known categories, and the rest as one."""
    kept = {name: counts.get(name, 0) for name in known}
    others = sum(counts.values()) - sum(kept.values())
    return {**kept, '(other)': others} if others or len(known) < len(counts) else kept


def bin_edges(column, bins: int) -> list:
    """Where bins of equal width between the least and the greatest number begin and end; none without a number."""
    import numpy

    values = as_numbers(column)
    values = values[numpy.isfinite(values)]
    if not len(values):
        return []
    low, high = float(values.min()), float(values.max())
    try:
        edges = numpy.histogram_bin_edges(values, bins=bins).tolist() if numpy.isfinite(high - low) else []
    except ValueError:
        edges = []
    # A range that is too narrow or too wide to be divided is one bin.
    return edges or [float(numpy.nextafter(low, -numpy.inf)), float(numpy.nextafter(high, numpy.inf))]


def as_numbers(column):
    """The values as floats; what is missing or no number is NaN."""
    import pandas

    return pandas.to_numeric(column.astype(object), errors='coerce').to_numpy('float64', na_value=float('nan'))


def number_counts(column, edges: list) -> dict:
    """Bin to count; what lies outside, is missing or is no number has a cell of its own."""
    import numpy

    values = as_numbers(column)
    known = values[~numpy.isnan(values)]
    missing = int(column.isna().sum())
    counts = {'(missing)': missing, '(no number)': len(values) - len(known) - missing}
    if not edges:
        return {**counts, '(new)': len(known)}
    counts['(below)'] = int((known < edges[0]).sum())
    inside = enumerate(numpy.histogram(known, bins=edges)[0])
    counts.update({f'bin {index + 1}': int(count) for index, count in inside})
    return {**counts, '(above)': int((known > edges[-1]).sum())}
