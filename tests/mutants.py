"""What is changed in a module, one thing at a time, to see whether a test notices.

A sign, a comparison, a whole number, a truth value, what a rule costs, a category, a refusal, a
check, a reason that is given. Texts and types are never changed.
"""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType
from typing import NamedTuple

TURNED: dict[type, tuple[type, ...]] = {
    ast.Add: (ast.Sub,), ast.Sub: (ast.Add,), ast.Mult: (ast.Div,), ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Div,), ast.Mod: (ast.FloorDiv,), ast.Pow: (ast.Mult,),
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt), ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,), ast.In: (ast.NotIn,), ast.NotIn: (ast.In,),
    ast.And: (ast.Or,), ast.Or: (ast.And,),
}  # fmt: skip
SWAPPED = {"min": "max", "max": "min", "any": "all", "all": "any", "up": "down", "down": "up"}
OTHER = {
    "Effect": {  # NONE is the cost of what is met, which is not looked at
        "NOTHING": "NOTED", "CATEGORY_1": "NOTED", "CATEGORY_2": "NOTED", "NOTED": "NOTHING",
    },
    "Category": {"ONE": "TWO", "TWO": "THREE", "THREE": "TWO"},
}  # fmt: skip


class Change(NamedTuple):
    """One change: the place of its node in the walk over the tree, and what to do there."""

    place: int
    act: Callable[[ast.AST], object]
    line: int
    told: str


def changes(tree: ast.Module) -> list[Change]:
    """Every change of a module, in the order of its lines."""
    types = {
        id(node) for one in ast.walk(tree) for kept in untouched(one) for node in ast.walk(kept)
    }
    found = [
        Change(place, act, line, told)
        for place, node in enumerate(ast.walk(tree))
        if id(node) not in types
        for act, line, told in (
            *signs(node),
            *figures(node),
            *costs(node),
            *conditions(node),
            *statements(node),
        )
    ]
    return sorted(found, key=lambda change: change.line)


def untouched(node: ast.AST) -> Iterator[ast.AST]:
    """Types, and the flag that keeps a value from being changed: the house asks for that itself."""
    kept = (getattr(node, "annotation", None), getattr(node, "returns", None))
    yield from (one for one in kept if one is not None)
    if isinstance(node, ast.keyword) and node.arg == "frozen":
        yield node.value


Act = tuple[Callable[[ast.AST], object], int, str]


def signs(node: ast.AST) -> Iterator[Act]:
    if isinstance(node, ast.BinOp | ast.BoolOp):
        for new in TURNED.get(type(node.op), ()):
            yield (lambda n, new=new: setattr(n, "op", new())), node.lineno, turned(node.op, new)
    if isinstance(node, ast.Compare):
        for index, op in enumerate(node.ops):
            for new in TURNED.get(type(op), ()):
                act = lambda n, i=index, new=new: n.ops.__setitem__(i, new())  # noqa: E731 - kept for one node
                yield act, node.lineno, turned(op, new)
    if isinstance(node, ast.UnaryOp):
        twice = lambda n: setattr(n, "operand", ast.UnaryOp(n.op, n.operand))  # noqa: E731 - kept for one node
        yield twice, node.lineno, f"{type(node.op).__name__} taken out"
    if isinstance(node, ast.Name) and node.id in SWAPPED and isinstance(node.ctx, ast.Load):
        yield (
            (lambda n: setattr(n, "id", SWAPPED[n.id])),
            node.lineno,
            f"{node.id} → {SWAPPED[node.id]}",
        )


def turned(old: ast.AST, new: type) -> str:
    return f"{type(old).__name__} → {new.__name__}"


def figures(node: ast.AST) -> Iterator[Act]:
    if not isinstance(node, ast.Constant):
        return
    if isinstance(node.value, bool):
        yield (
            (lambda n: setattr(n, "value", not n.value)),
            node.lineno,
            f"{node.value} → {not node.value}",
        )
    elif isinstance(node.value, int):
        yield (
            (lambda n: setattr(n, "value", n.value + 1)),
            node.lineno,
            f"{node.value} → {node.value + 1}",
        )


def costs(node: ast.AST) -> Iterator[Act]:
    """What a rule costs, and a category, is another."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        new = OTHER.get(node.value.id, {}).get(node.attr)
        if new:
            act = lambda n: setattr(n, "attr", new)  # noqa: E731 - kept for one node
            yield act, node.lineno, f"{node.value.id}.{node.attr} → {new}"


def conditions(node: ast.AST) -> Iterator[Act]:
    """A condition that is no comparison is turned as a whole."""
    if isinstance(node, ast.If | ast.IfExp | ast.While) and not isinstance(
        node.test, ast.Compare | ast.BoolOp | ast.UnaryOp
    ):
        turn = lambda n: setattr(n, "test", ast.UnaryOp(ast.Not(), n.test))  # noqa: E731 - kept for one node
        yield turn, node.lineno, "condition turned"


def statements(node: ast.AST) -> Iterator[Act]:
    """Refusals, reasons given, and calls whose answer nobody keeps: checks, lines, warnings."""
    for name in ("body", "orelse", "finalbody"):
        block = getattr(node, name, None)
        for index, each in enumerate(block if isinstance(block, list) else ()):
            call = isinstance(each, ast.Expr) and isinstance(each.value, ast.Call)
            given = isinstance(each, ast.Expr) and isinstance(each.value, ast.Yield | ast.YieldFrom)
            if call or given or isinstance(each, ast.Raise):
                none = ast.parse("yield from ()").body[0] if given else ast.Pass()
                act = lambda n, name=name, i=index, none=none: getattr(n, name).__setitem__(i, none)  # noqa: E731 - kept for one node
                yield act, each.lineno, f"taken out: {ast.unparse(each)[:60]}"


def mutant(text: str, change: Change, path: Path) -> CodeType:
    tree = ast.parse(text)
    change.act(list(ast.walk(tree))[change.place])
    return compile(ast.fix_missing_locations(tree), path, "exec")
