"""The text of an overlay, as an authority would write it."""

HEAD = """
chapter = "House policy"
edition = "2026"
authority = "The house"
jurisdiction = "Here"
in_force = 2026-01-01
"""
OWN = """
[{rule}]
says = "Tighter here"
locator = "paragraph 1"
source = "a test"
status = "{status}"
confirmed = false
last_checked = 2026-11-25
comparator = "{comparator}"
limits = {{ "{part}" = "{figure}" }}
"""


def own(rule, part, figure, comparator="at most", status="convention"):
    return OWN.format(rule=rule, part=part, figure=figure, comparator=comparator, status=status)
