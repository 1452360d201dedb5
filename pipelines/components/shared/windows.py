"""Windows of time: [end - length, end), in UTC."""


def parse_time(step: str, name: str, text: str):
    """A time such as 2026-11-01T00:00:00Z; one without offset is UTC."""
    import datetime

    try:
        time = datetime.datetime.fromisoformat(text.replace('Z', '+00:00'))
    except ValueError:
        raise SystemExit(f'{step}: {name} is "{text}"; a time is written 2026-11-01T00:00:00Z') from None
    return (time if time.tzinfo else time.replace(tzinfo=datetime.timezone.utc)).astimezone(datetime.timezone.utc)


def last_full_window(now, hours: int):
    """The end of the last window that is over: days begin at midnight, weeks on Monday."""
    import datetime

    monday = datetime.datetime(1970, 1, 5, tzinfo=datetime.timezone.utc)
    length = datetime.timedelta(hours=hours)
    return monday + (now - monday) // length * length


def time_text(time) -> str:
    """A time as it is written in tables and outputs."""
    return time.strftime('%Y-%m-%dT%H:%M:%SZ')
