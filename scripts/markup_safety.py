"""What can be known of an expression by reading: is it a literal, or text without markup?"""

import ast
from collections.abc import Iterator

from scripts.markup_project import (
    PLAIN_KINDS,
    SHOWS_MARKUP,
    Function,
    Project,
    is_plain_kind,
    is_text_widget,
)


def scopes(project: Project, module: str, tree: ast.Module) -> "Iterator[Scope]":
    """Give the module and every class and function in it, each with what it says itself."""
    waiting: list[tuple[ast.AST, ast.ClassDef | None]] = [(tree, None)]
    while waiting:
        node, owner = waiting.pop()
        if isinstance(node, ast.Module | ast.ClassDef | Function):
            owner = node if isinstance(node, ast.ClassDef) else owner
            yield Scope(project, module, node, owner)
        waiting += ((one, owner) for one in ast.iter_child_nodes(node))


class Scope:
    """A function, a class or a module, with the names that are bound in it."""

    def __init__(
        self, project: Project, module: str, tree: ast.AST, owner: ast.ClassDef | None
    ) -> None:
        self._project = project
        self._module = module
        self._owner = owner
        self.nodes = list(_own_nodes(tree))
        self._safe: dict[str, bool] = {}
        self._bound: dict[str, ast.expr] = {}
        # Twice: what is bound below may be used in a loop above.
        for _ in range(2):
            known, self._safe = self._safe, {}
            if isinstance(tree, Function):
                for one in (*tree.args.args, *tree.args.kwonlyargs):
                    self._bind(one.arg, is_plain_kind(one.annotation))
            for node in self.nodes:
                self._learn(node, known)

    def is_literal(self, node: ast.expr) -> bool:
        """Tell whether the program's own text stands there, or a choice of such texts."""
        match node:
            case ast.Constant():
                return True
            case ast.JoinedStr(values=parts):
                return all(isinstance(one, ast.Constant) for one in parts)
            case ast.IfExp(body=first, orelse=second):
                return self.is_literal(first) and self.is_literal(second)
            case ast.BinOp(left=first, right=second, op=ast.Add()):
                return self.is_literal(first) and self.is_literal(second)
            case ast.Name(id=name) | ast.Attribute(attr=name):
                return name.isupper() and self._project.is_literal_name(self._module, name)
            case ast.Subscript(value=box):
                return self.is_literal(box)
        return False

    def is_safe(self, node: ast.expr) -> bool:
        """Tell whether no data in it can be read as markup."""
        if self.is_literal(node):
            return True
        match node:
            case ast.Call():
                return self._is_safe_call(node)
            case ast.BinOp(left=first, right=second):
                return self._is_content(first) or self._is_content(second)
            case ast.IfExp(body=first, orelse=second):
                return self.is_safe(first) and self.is_safe(second)
            case ast.BoolOp(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts):
                return all(self.is_safe(one) for one in parts)
            case ast.ListComp(elt=part) | ast.GeneratorExp(elt=part) | ast.Starred(value=part):
                return self.is_safe(part)
            case ast.Await(value=part) | ast.NamedExpr(value=part) | ast.Subscript(value=part):
                return self.is_safe(part)
            case ast.Name(id=name):
                return self._safe.get(name, False)
            case ast.Attribute(attr=name):
                return self._returns_plain(name)
        return False

    def shows_markup(self, widget: ast.expr) -> bool:
        """Tell whether a widget, as far as it is known, would read a text as markup."""
        match widget:
            case ast.Name(id="self") | ast.Call(func=ast.Name(id="super")):
                return self._owner is not None and is_text_widget(self._owner)
            case ast.Name(id=name) if name in self._bound:
                return self.shows_markup(self._bound[name])
            case ast.Call(func=ast.Attribute(attr="query_one"), args=[*_, ast.Name(id=kind)]):
                return kind in SHOWS_MARKUP and not self._is_plain_query(widget)
            case ast.Call(func=ast.Name(id=kind)):
                return kind in SHOWS_MARKUP or kind == "Table"
            case ast.Call(func=ast.Attribute(value=ast.Name(id="Table"), attr="grid")):
                return True
        return False

    def _is_plain_query(self, query: ast.Call) -> bool:
        first = query.args[0]
        if not isinstance(first, ast.Constant) or not isinstance(first.value, str):
            return False
        return self._project.is_plain_place(first.value.split()[-1])

    def _is_safe_call(self, call: ast.Call) -> bool:
        match call.func:
            case ast.Name(id=name):
                return name in PLAIN_KINDS or self._returns_plain(name)
            case ast.Attribute(attr="from_markup"):
                return all(self.is_literal(one) for one in call.args)
            case ast.Attribute(value=ast.Name(id=name)) if name in PLAIN_KINDS:
                return True
            case ast.Attribute(value=inner, attr=name):
                return self._returns_plain(name) or self._is_content(inner)
        return False

    def _returns_plain(self, name: str) -> bool:
        return self._project.returns_plain(self._module, name)

    def _is_content(self, node: ast.expr) -> bool:
        return self.is_safe(node) and not self.is_literal(node)

    def _learn(self, node: ast.AST, known: dict[str, bool]) -> None:
        match node:
            case ast.AnnAssign(target=ast.Name(id=name), annotation=kind):
                self._bind(name, is_plain_kind(kind))
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=value)
                | ast.NamedExpr(target=ast.Name(id=name), value=value)
                | ast.For(target=ast.Name(id=name), iter=value)
                | ast.comprehension(target=ast.Name(id=name), iter=value)
            ):
                self._bound[name] = value
                self._bind(name, self._is_safe_by(value, known))

    def _is_safe_by(self, value: ast.expr, known: dict[str, bool]) -> bool:
        now, self._safe = self._safe, known
        try:
            return self.is_safe(value)
        finally:
            self._safe = now

    def _bind(self, name: str, is_safe: bool) -> None:
        self._safe[name] = self._safe.get(name, True) and is_safe


def _own_nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """Give the nodes of a scope, without those of the functions and classes within."""
    waiting = list(ast.iter_child_nodes(tree))
    while waiting:
        node = waiting.pop()
        if not isinstance(node, Function | ast.ClassDef):
            yield node
            waiting += ast.iter_child_nodes(node)
