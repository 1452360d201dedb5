"""Which rows to keep."""


def filter_rows(step: str, rows, wanted: dict):
    """The rows whose columns have an allowed value or lie in a range."""
    require_columns(step, rows, list(wanted))
    for column, allowed in wanted.items():
        low, high = bounds(step, column, allowed)
        try:
            if low is not None or high is not None:
                kept = rows[column].notna() if low is None else rows[column].ge(low)
                rows = rows[kept if high is None else kept & rows[column].le(high)]
            else:
                rows = rows[rows[column].isin(allowed)]
        except TypeError:
            example = rows[column].dropna().head(1).tolist()
            raise SystemExit(f'{step}: row_filter compares {column}, which holds {example}, with {allowed!r}') from None
    return rows


def bounds(step: str, column: str, allowed) -> tuple:
    """Minimum and maximum of a range; (None, None) for a list of values."""
    if isinstance(allowed, list):
        return None, None
    if isinstance(allowed, dict) and allowed and set(allowed) <= {'min', 'max'}:
        return allowed.get('min'), allowed.get('max')
    example = '["JFK", "LGA"] or {"min": 6, "max": 22}'
    raise SystemExit(f'{step}: row_filter has {allowed!r} for {column}; give a list of values or a range, as in {example}')
