"""How the requests of an endpoint are shared among its models."""


def split_traffic(current: dict, newcomer: str, percent: int) -> dict:
    """Whole percentages that add up to 100: the newcomer's, and the rest among the others in their old proportion."""
    others = {name: share for name, share in current.items() if name != newcomer and share > 0}
    if not others:
        return {newcomer: 100}
    exact = {name: share * (100 - percent) / sum(others.values()) for name, share in others.items()}
    split = {name: int(share) for name, share in exact.items()}
    by_remainder = sorted(exact, key=lambda name: (split[name] - exact[name], name))
    for name in by_remainder[: 100 - percent - sum(split.values())]:
        split[name] += 1
    return {name: share for name, share in {**split, newcomer: percent}.items() if share > 0}
