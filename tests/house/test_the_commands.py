"""Every command says what it does and stands in the manual."""

import click

from tests.house.tree import ROOT

MANUAL = ROOT / "docs" / "reference" / "commands.md"


def commands(group, before=("firstair",)):
    """Each command with the words that reach it."""
    for name, command in group.commands.items():
        words = (*before, name)
        yield " ".join(words), command
        if isinstance(command, click.Group):
            yield from commands(command, words)


def undocumented(group, manual):
    return [words for words, _ in commands(group) if f"`{words}`" not in manual]


def without_help(group):
    return [words for words, command in commands(group) if not command.help]


def main():
    from webapp.cli import main as group

    return group


def test_every_command_says_what_it_does():
    assert without_help(main()) == []


def test_every_command_stands_in_the_manual():
    assert MANUAL.exists(), "docs/reference/commands.md is missing"
    assert undocumented(main(), MANUAL.read_text(encoding="utf-8")) == []


def test_a_silent_command_is_caught():
    group = click.Group("main", commands={"vanish": click.Command("vanish")})
    assert without_help(group) == undocumented(group, "# Commands") == ["firstair vanish"]
