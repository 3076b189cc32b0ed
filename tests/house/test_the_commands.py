"""Every command says what it does and stands in the manual."""

import re

import click

from tests.house.tree import ROOT

EVERYWHERE = {"--data", "--help"}  # told once, at the head of the page
MANUAL = ROOT / "docs" / "reference" / "commands.md"


def commands(group, before=("firstair",)):
    """Each command with the words that reach it."""
    for name, command in group.commands.items():
        words = (*before, name)
        yield " ".join(words), command
        if isinstance(command, click.Group):
            yield from commands(command, words)


def undocumented(group, manual):
    """Commands that the manual does not name, and options that their part of it does not."""
    parts = dict(re.findall(r"^## `([^`]+)`\n(.*?)(?=^## |\Z)", manual, re.MULTILINE | re.DOTALL))
    for words, command in commands(group):
        if f"`{words}`" not in manual:
            yield words
        flags = {flag for option in command.params for flag in option.opts if flag.startswith("--")}
        missing = (flag for flag in flags - EVERYWHERE if flag not in parts.get(words, ""))
        yield from (f"{words} {flag}" for flag in sorted(missing))


def without_help(group):
    return [words for words, command in commands(group) if not command.help]


def main():
    from webapp.cli import main as group

    return group


def test_every_command_says_what_it_does():
    assert without_help(main()) == []


def test_every_command_stands_in_the_manual():
    assert MANUAL.exists(), "docs/reference/commands.md is missing"
    assert list(undocumented(main(), MANUAL.read_text(encoding="utf-8"))) == []


def test_a_silent_command_is_caught():
    group = click.Group("main", commands={"vanish": click.Command("vanish")})
    assert without_help(group) == list(undocumented(group, "# Commands")) == ["firstair vanish"]


def test_a_silent_option_is_caught():
    vanish = click.Command("vanish", params=[click.Option(["--slowly"])])
    group = click.Group("main", commands={"vanish": vanish})
    assert list(undocumented(group, "## `firstair vanish`\n")) == ["firstair vanish --slowly"]
