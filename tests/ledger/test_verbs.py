"""Verbs read `subject:part:verb` and are named after it."""

import re

import pytest

from compounding.ledger.verbs import Verb


@pytest.mark.parametrize("verb", list(Verb))
def test_a_verb_is_named_after_what_it_says(verb):
    assert re.fullmatch(r"[a-z-]+:[a-z-]+:[a-z-]+", verb.value)
    assert verb.name == verb.value.upper().replace(":", "_").replace("-", "_")
