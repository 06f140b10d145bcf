"""How near a file made again is to the committed one: same bytes, same content, or numbers."""

import gzip
import json

import legacy


def agree(made, committed, tolerance):
    """Returns how the two agree, or raises ValueError that says where they don't."""
    if made == committed:
        return "same bytes"
    if made.startswith(b"\x1f\x8b") and gzip.decompress(made) == gzip.decompress(committed):
        return "same content"
    if legacy.is_legacy(made) and legacy.agree(made, committed):
        return "same content"
    if tolerance:
        worst = farthest(json.loads(made), json.loads(committed), "")
        if worst > tolerance:
            raise ValueError(f"numbers {worst:.1e} apart, {tolerance:.0e} allowed")
        return f"numbers {worst:.1e} apart"
    at = next((i for i, (a, b) in enumerate(zip(made, committed)) if a != b), "the end")
    raise ValueError(f"{len(made)} bytes instead of {len(committed)}, differ from {at} on")


def farthest(made, committed, where):
    """The largest distance of two numbers, relative to the largest number of their list."""
    if isinstance(committed, dict) and isinstance(made, dict) and list(made) == list(committed):
        return max((farthest(made[k], committed[k], f"{where}.{k}") for k in made), default=0)
    if isinstance(committed, list) and isinstance(made, list) and len(made) == len(committed):
        if made and all(isinstance(number, float) for number in made + committed):
            scale = max(map(abs, committed)) or 1
            return max(abs(a - b) for a, b in zip(made, committed)) / scale
        return max((farthest(a, b, f"{where}[]") for a, b in zip(made, committed)), default=0)
    if isinstance(committed, float) and isinstance(made, float):
        return abs(made - committed) / (abs(committed) or 1)
    if made != committed:
        raise ValueError(f"{where} is {made} instead of {committed}")
    return 0
