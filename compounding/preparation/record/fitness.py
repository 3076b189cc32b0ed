"""Whether the work might begin: who, where and with what, as it was judged at the first scan."""

from __future__ import annotations

from typing import Any

from compounding.preparation.progress import Progress


def fitness_card(state: Progress) -> dict[str, Any] | None:
    """What was found at the beginning; None before it, and where nobody looked."""
    found = state.fitness
    if found is None:
        return None
    shown = ("grade", "told", "category", "reasons", "sources", "signed")
    return {key: found[key] for key in shown if key in found}


def deviations(record: dict[str, Any]) -> list[str]:
    """What was not as it should be at the beginning, in words."""
    found = record["fitness"]
    if found is None:
        return []
    grade = f"At the beginning: {found['told']}"
    every = [f"{one['rule']}: {one['says']}" for one in found["reasons"] if "costs" in one]
    return [*_signed(found), grade, *every] if every else []


def _signed(found: dict[str, Any]) -> list[str]:
    """On whose signature the work began all the same, in words."""
    signed = found.get("signed")
    if signed is None:
        return []
    given = f"Begun by {signed['maker']} on the signature of {signed['by']}, {signed['capacity']}"
    return [f"{given}, for {', '.join(signed['rules'])}: {signed['reason']}"]


def unconfirmed_rules(record: dict[str, Any]) -> list[dict[str, str]]:
    """The unconfirmed rules that person, room, hood and papers were held to, told together."""
    found = record["fitness"]
    rules = {one["rule"] for one in found["reasons"] if not one["confirmed"]} if found else set()
    if not rules:
        return []
    told = f"{len(rules)} rules that person, room, hood and papers were held to at the beginning"
    return [{"figure": told, "source": ", ".join(sorted(rules))}]
