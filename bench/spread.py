"""How measured values are spread."""

from collections.abc import Sequence


def spread(values: Sequence[float]) -> dict[str, float]:
    """Median, 95th percentile and maximum; empty without values."""
    if not values:
        return {}
    ordered = sorted(values)
    last = len(ordered) - 1
    return {
        "p50": round(ordered[last // 2], 3),
        "p95": round(ordered[round(last * 0.95)], 3),
        "max": round(ordered[-1], 3),
    }
