"""Finds where a test's code changes what belongs to a library or to the bot."""

import ast
import re
from collections.abc import Iterator

KEPT_WHOLE = frozenset({"slack_sdk", "slack_bolt", "store", "workflows"})
_MOCKS = re.compile(r"(unittest\.mock|mock|pytest_mock)(\.|$)")
_PATCHER = re.compile(
    r"(^|\.)((__)?(set|del)attr(__)?|setitem|delitem|(mock|mocker)\.\w+|patch(\.\w+)?)$"
)


def patches(source: str) -> list[int]:
    """The lines of a module that patch something that has to stay whole."""
    return sorted(set(_Reader(ast.parse(source)).lines()))


class _Reader:
    def __init__(self, tree: ast.Module) -> None:
        self._nodes = list(ast.walk(tree))
        self._kept = {name for node in self._nodes for name in _imported(node)}
        for node in self._nodes:
            if isinstance(node, ast.Assign) and self._is_kept(node.value):
                self._kept |= {name.id for name in node.targets if isinstance(name, ast.Name)}

    def lines(self) -> Iterator[int]:
        for node in self._nodes:
            match node:
                case ast.Import(names=names) if any(_MOCKS.match(one.name) for one in names):
                    yield node.lineno
                case ast.ImportFrom(module=module, names=names):
                    whole = (f"{module}.{one.name}" for one in names)
                    if any(map(_MOCKS.match, whole)):
                        yield node.lineno
                case ast.Call(func=func, args=args, keywords=keywords):
                    targets = [func, *args[:2], *(word.value for word in keywords)]
                    if _PATCHER.search(_dotted(func)) and any(map(self._is_kept, targets)):
                        yield node.lineno
                case (
                    ast.Attribute(ctx=ast.Store() | ast.Del())
                    | ast.Subscript(ctx=ast.Store() | ast.Del())
                ):
                    if self._is_kept(node):
                        yield node.lineno

    def _is_kept(self, node: ast.expr) -> bool:
        """Whether this is a kept package, something in it, or its name."""
        match node:
            case ast.Name(id=name):
                return name in self._kept
            case ast.Constant(value=str(text)):
                return text.partition(".")[0] in KEPT_WHOLE
            case ast.Attribute(value=value):
                return self._is_kept(value)
            case ast.Subscript(value=value, slice=key):
                of_modules = _dotted(value) == "sys.modules" and self._is_kept(key)
                return of_modules or self._is_kept(value)
            case ast.Call(func=ast.Name(id="vars" | "getattr") | ast.Attribute(), args=[of, *_]):
                return self._is_kept(of)
            case _:
                return False


def _imported(node: ast.AST) -> Iterator[str]:
    """The names by which this import makes a kept package, or something in it, known."""
    match node:
        case ast.Import(names=names):
            for one in names:
                root = one.name.partition(".")[0]
                if root in KEPT_WHOLE:
                    yield one.asname or root
        case ast.ImportFrom(module=str(module), names=names, level=0):
            if module.partition(".")[0] in KEPT_WHOLE:
                yield from (one.asname or one.name for one in names)


def _dotted(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=name):
            return f"{_dotted(value)}.{name}"
        case _:
            return ""
