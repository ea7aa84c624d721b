"""What the modules of a program say of their functions, constants and widgets."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

PLAIN_KINDS = {
    "Content", "Text", "Table", "Group", "Option", "Selection", "RenderableType", "Strip",
    "Padding", "Columns", "Rule", "VisualType",
}  # fmt: skip
"""What shows text as it is; a rich table is looked at where its rows are added."""

SHOWS_MARKUP = {"Static", "Label", "OptionList", "Select", "SelectionList", "Button"}
BOXES = {"list", "tuple", "Iterator", "Iterable", "Sequence", "Generator"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass
class Known:
    """What is defined under each name, every time that it is."""

    returns: dict[str, list[bool]] = field(default_factory=dict)
    """Whether a function returns something without markup."""
    literals: dict[str, list[bool]] = field(default_factory=dict)
    """Whether a constant is a literal."""


class Project:
    """All modules that are looked at together: one calls what another one defines."""

    def __init__(self, trees: Mapping[str, ast.Module]) -> None:
        self._all = Known()
        self._own: dict[str, Known] = {}
        self._plain_places: set[str] = set()
        self._other_places: set[str] = set()
        for module, tree in trees.items():
            own = self._own[module] = Known()
            for node in ast.walk(tree):
                for known in (own, self._all):
                    _learn(known, node)
                self._learn_place(node)

    def returns_plain(self, module: str, name: str) -> bool:
        """Tell whether the functions of this name return what holds no markup.

        Those of the module itself, or when it has none, of all the others.
        """
        known = self._own[module].returns.get(name) or self._all.returns.get(name, [])
        return bool(known) and all(known)

    def is_literal_name(self, module: str, name: str) -> bool:
        """Tell whether a constant of this name is a literal."""
        known = self._own[module].literals.get(name) or self._all.literals.get(name, [])
        return bool(known) and all(known)

    def is_plain_place(self, selector: str) -> bool:
        """Tell whether whatever a selector finds was made with `markup=False`."""
        return selector in self._plain_places and selector not in self._other_places

    def _learn_place(self, node: ast.AST) -> None:
        match node:
            case ast.Call(func=ast.Name(id=kind)) if kind in SHOWS_MARKUP:
                places = self._plain_places if has_no_markup(node) else self._other_places
                places.update(_selectors(node))


def _learn(known: Known, node: ast.AST) -> None:
    if isinstance(node, Function):
        known.returns.setdefault(node.name, []).append(is_plain_kind(node.returns))
    elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        for one in targets:
            if isinstance(one, ast.Name) and one.id.isupper():
                known.literals.setdefault(one.id, []).append(_is_fixed(node.value))


def is_plain_kind(kind: ast.expr | None) -> bool:
    """Tell whether an annotation names something that holds no markup."""
    match kind:
        case ast.Name(id=name):
            return name in PLAIN_KINDS
        case ast.Constant(value=str(words)):
            return is_plain_kind(ast.parse(words, mode="eval").body)
        case ast.Subscript(value=ast.Name(id=box), slice=inside) if box in BOXES:
            return is_plain_kind(inside.elts[0] if isinstance(inside, ast.Tuple) else inside)
        case ast.BinOp(left=first, right=ast.Constant(value=None)):
            return is_plain_kind(first)
        case ast.BinOp(left=first, right=second):
            return is_plain_kind(first) and is_plain_kind(second)
    return False


def has_no_markup(call: ast.Call) -> bool:
    """Tell whether something is told or made with `markup=False`."""
    return any(
        one.arg == "markup" and isinstance(one.value, ast.Constant) and one.value.value is False
        for one in call.keywords
    )


def is_text_widget(kind: ast.ClassDef) -> bool:
    """Tell whether a class is a widget that reads markup in the text that it shows."""
    bases = {one.id for one in kind.bases if isinstance(one, ast.Name)}
    made = (
        one
        for one in ast.walk(kind)
        if isinstance(one, ast.Call)
        and isinstance(one.func, ast.Attribute)
        and one.func.attr == "__init__"
    )
    return bool(bases & SHOWS_MARKUP) and not any(map(has_no_markup, made))


def _is_fixed(node: ast.expr) -> bool:
    match node:
        case ast.Constant():
            return True
        case ast.Dict(values=parts) | ast.Tuple(elts=parts) | ast.List(elts=parts):
            return all(map(_is_fixed, parts))
    return False


def _selectors(call: ast.Call) -> Iterator[str]:
    for one in call.keywords:
        if isinstance(one.value, ast.Constant) and isinstance(one.value.value, str):
            if one.arg == "id":
                yield f"#{one.value.value}"
            elif one.arg == "classes":
                yield from (f".{name}" for name in one.value.value.split())
