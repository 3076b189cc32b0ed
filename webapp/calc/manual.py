"""The manual's page of calculators, written from their declarations.

python -m webapp.calc.manual docs/reference/calculators.md
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from formulas.calculator import Calculator, Input
from formulas.catalogue import CALCULATORS
from webapp.calc.asking import Chapter, Subject, chapters, subjects
from webapp.calc.telling import (
    NOT_CONFIRMED,
    as_command,
    example_of,
    is_unconfirmed,
    offered,
)
from webapp.calc.writing import writing

HEAD = """# Calculators

This page is written from the declarations in `formulas/`, never by hand
([how](../how-to/write-the-calculators-page.md)). {count} calculators, each the same on its page
(*Calculate* in the main navigation), on the command line ([`firstair calc`](commands.md)) and in
Python. Every answer comes with every line of its working. Numbers are exact fractions until they
are shown; where a root, power or logarithm had to be cut off, the line says so. A calculator is for
checking: its answer is not an order and stands in no record.

Write each input as a number, a blank and its unit: `20 mEq`, `0.9 % w/v`, `5 mcg/kg/min`. Several
values of one input stand with `;` between. *Optional* inputs may be left out. Where a kind takes
many units or names, [the last chapter](#kinds-and-their-units) names them all.
"""


def page() -> str:
    """Give the whole page as Markdown."""
    parts = [
        HEAD.format(count=len(CALCULATORS)),
        *_contents(),
        *map(_chapter, chapters(subjects())),
        *_kinds(),
    ]
    return "\n".join(parts)


def main(words: list[str]) -> None:
    """Write the page to the file that is named."""
    Path(words[0]).write_text(page(), encoding="utf-8", newline="\n")


def _contents() -> Iterator[str]:
    yield "| Chapter | Subject | Calculators |\n|---|---|---|"
    for chapter in chapters(subjects()):
        for subject in chapter.subjects:
            links = ", ".join(f"[`{one.name}`](#{one.name})" for one in subject.calculators)
            yield f"| {chapter.name} | {subject.name} | {links} |"
    yield ""


def _chapter(chapter: Chapter) -> str:
    return "\n".join([f"## {chapter.name}\n", *map(_subject, chapter.subjects)])


def _subject(subject: Subject) -> str:
    parts = (_calculator(one) for one in subject.calculators)
    return "\n".join([f"### Subject: {subject.name.lower()}\n", f"{subject.about}\n", *parts])


def _calculator(one: Calculator) -> str:
    working = example_of(one)
    return "\n".join(
        [
            f"#### {one.name}\n",
            f"**{one.title}** (register {one.formula}). {_flat(one.explanation)}\n",
            "| Input | Kind | Meaning | Units, words or names |",
            "|---|---|---|---|",
            *(_input(each) for each in one.inputs),
            "",
            f"Answers: {', '.join(f'`{out.name}` ({out.kind.name})' for out in one.outputs)}.\n",
            f"Source: {one.source}.\n",
            "```",
            as_command(one.name, one.example),
            "",
            working.as_text(),
            f"Answer: {working.told}",
            "```",
            f"\n*{NOT_CONFIRMED}*\n" if is_unconfirmed(working, one) else "",
        ]
    )


def _input(one: Input) -> str:
    notes = [word for word, so in (("optional", one.optional), ("several", one.many)) if so]
    name = f"`{one.name}`" + (f" ({', '.join(notes)})" if notes else "")
    cells = (name, one.kind.name, one.meaning, offered(one))
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _kinds() -> Iterator[str]:
    """Name every unit of the kinds that take too many for a line."""
    yield "## Kinds and their units\n\n| Kind | Units, words and names |\n|---|---|"
    inputs = (each for one in CALCULATORS.values() for each in one.inputs)
    units = {(each.kind.name, ", ".join(writing(each).all)) for each in inputs}
    yield from (f"| {name} | {all_of_it} |" for name, all_of_it in sorted(units))
    yield ""


def _flat(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    main(sys.argv[1:])
