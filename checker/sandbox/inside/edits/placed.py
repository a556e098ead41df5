"""Repairs of where a statement stands, and of what it does to what was there before."""

import ast
from collections.abc import Iterator, Sequence
from itertools import pairwise

from checker.sandbox.inside.edits.scopes import Part, blocks_in
from checker.sandbox.inside.edits.text import Edit, Written

#: A statement is moved over so many others at most.
FAR = 6
#: So many statements are indented otherwise together.
TOGETHER = 3


def moved(part: Part, written: Written) -> Iterator[tuple[Edit, ...]]:
    """A statement stands earlier or later in its block."""
    for block in blocks_in(part):
        rows = [_rows(written, statement) for statement in block]
        for place, row in enumerate(rows):
            for far, other in enumerate(rows[place + 1 : place + 1 + FAR]):
                if row and other and not isinstance(block[place + 1 + far], ast.Return):
                    yield _from_to(written, row, other[1])
                    if far:
                        yield _from_to(written, other, row[0])


def indented(part: Part, written: Written) -> Iterator[tuple[Edit, ...]]:
    """A block's last statements stand behind the block, or those behind it in it."""
    for block in blocks_in(part):
        for place, statement in enumerate(block):
            body = getattr(statement, "body", None)
            if not isinstance(statement, ast.For | ast.While | ast.If | ast.With) or not body:
                continue
            step = body[0].col_offset - statement.col_offset
            behind = block[place + 1 :]
            for many in range(1, TOGETHER + 1):
                if len(body) > many:
                    yield _all_shifted(written, body[-many:], -step)
                if len(behind) >= many:
                    yield _all_shifted(written, behind[:many], step)


def begun_elsewhere(part: Part, written: Written) -> Iterator[tuple[Edit, ...]]:
    """A loop's first statement stands before the loop, or the one before the loop in it."""
    for block in blocks_in(part):
        for before, loop in zip([None, *block[:-1]], block, strict=True):
            if not isinstance(loop, ast.For | ast.While):
                continue
            first = _rows(written, loop.body[0])
            if first is None:
                continue
            step = loop.body[0].col_offset - loop.col_offset
            if len(loop.body) > 1:
                outside, _ = written.rows(loop.lineno, loop.lineno)
                yield Edit(*first, ""), Edit(outside, outside, _indented(written, first, -step))
            if before is not None and (rows := _rows(written, before)):
                yield Edit(*rows, ""), Edit(first[0], first[0], _indented(written, rows, step))


def in_each_turn(part: Part, written: Written) -> Iterator[tuple[Edit, ...]]:
    """What a function is called of once, behind a loop, it is called of in each turn."""
    for block in blocks_in(part):
        for loop, behind in pairwise(block):
            if not isinstance(loop, ast.For | ast.While):
                continue
            for call, name in _calls_of_one(behind):
                function = written.between(*written.span(call.func))
                for edit in _called_last(loop, name, function, written):
                    yield edit, written.replace(call, name)


def _calls_of_one(statement: ast.stmt) -> Iterator[tuple[ast.Call, str]]:
    """List the calls in a statement of which one variable is all that they get."""
    for node in ast.walk(statement):
        match node:
            case ast.Call(args=[ast.Name(id=name)], keywords=[]):
                yield node, name


def _called_last(
    loop: ast.For | ast.While, name: str, function: str, written: Written
) -> Iterator[Edit]:
    """Call a function of what a loop's own block gives a variable last, if it gives it any."""
    for statement in reversed(loop.body):
        match statement:
            case ast.Assign(targets=[ast.Name(id=own)], value=value) if own == name:
                yield written.replace(value, f"{function}({written.between(*written.span(value))})")
                return
            case ast.AugAssign(target=ast.Name(id=own)) if own == name:
                _, end = written.span(statement)
                yield Edit(end, end, f"; {name} = {function}({name})")
                return


def _rows(written: Written, statement: ast.stmt) -> tuple[int, int] | None:
    """Return where the lines of a statement begin and end, if nothing else stands on them."""
    start, end = written.span(statement)
    data = written.data
    begin = data.rfind(b"\n", 0, start) + 1
    stop = data.find(b"\n", end)
    stop = len(data) if stop < 0 else stop
    rest = data[end:stop].strip()
    alone = not data[begin:start].strip() and (not rest or rest.startswith(b"#"))
    return (begin, stop) if alone else None


def _from_to(written: Written, rows: tuple[int, int], place: int) -> tuple[Edit, ...]:
    """Take lines away and put them in at another place, which is a line's beginning or end."""
    text = written.data[slice(*rows)].decode()
    at_end = written.data[place : place + 1] in (b"\n", b"")
    there = Edit(place, place, f"\n{text}" if at_end else f"{text}\n")
    return Edit(*rows, ""), there


def _all_shifted(written: Written, statements: Sequence[ast.stmt], step: int) -> tuple[Edit, ...]:
    """Shift all of some statements, or none."""
    rows = [row for each in statements if (row := _rows(written, each))]
    texts = [_indented(written, row, step) for row in rows]
    if len(rows) < len(statements) or not all(texts):
        return ()
    pairs = zip(rows, texts, strict=True)
    return tuple(Edit(*row, text.removesuffix("\n")) for row, text in pairs)


def _indented(written: Written, rows: tuple[int, int], step: int) -> str:
    """Return lines with more space before them, or less; nothing where there is not so much."""
    lines = written.data[slice(*rows)].decode().split("\n")
    if step < 0 and any(line[:-step].strip() for line in lines):
        return ""
    return "".join(f"{line[-step:] if step < 0 else ' ' * step + line}\n" for line in lines)


def in_place(node: ast.AST, written: Written) -> Iterator[Edit]:
    """A new array instead of a change of the old one: `x = x * 2` for `x *= 2`."""
    if isinstance(node, ast.AugAssign):
        target, value = written.text(node.target), written.text(node.value)
        data = written.data[written.span(node.target)[1] : written.span(node.value)[0]].decode()
        yield written.replace(node, f"{target} = {target} {data.strip().rstrip('=')} {value}")


def accumulated(node: ast.AST, written: Written) -> Iterator[Edit]:
    """What comes is added to what is there: `total += x` for `total = x`."""
    match node:
        case ast.Assign(targets=[ast.Name() | ast.Subscript() | ast.Attribute() as target]):
            behind = written.span(target)[1]
            sign = written.data.index(b"=", behind)
            yield Edit(sign, sign + 1, "+=")


def two_lists(node: ast.AST, written: Written) -> Iterator[Edit]:
    """Two names get a value each, not both the same one."""
    match node:
        case ast.Assign(targets=[one, other], value=value):
            start, end = written.span(value)
            text = written.data[start:end].decode()
            names = written.text(one), written.text(other)
            yield written.replace(node, f"{names[0]} = {text}; {names[1]} = {text}")


def returned(node: ast.AST, written: Written) -> Iterator[Edit]:
    """What a statement only computes or shows is handed back."""
    match node:
        case ast.Expr(value=ast.Call(func=ast.Name(id="print"), args=[shown])):
            yield written.replace(node, f"return {written.text(shown)}")
        case ast.Expr(value=ast.Tuple() | ast.Name() | ast.BinOp() as value):
            start, _ = written.span(value)
            yield Edit(start, start, "return ")
