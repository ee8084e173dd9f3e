"""Prints what snippets mean: reads {"kind": "python" | "shell", "texts": [...]} and writes a list of strings, equal for equal meaning.

Python: the tree without positions, in which these do not count: the order of imports that stand together and how names are
spread over them; the order of a dict display's entries and of keyword arguments; docstring indentation.
Shell: the words of each command, without comments; a command's place counts, its line breaks do not.
"""
import ast
import json
import shlex
import sys


class Canonical(ast.NodeTransformer):
    def generic_visit(self, node):
        super().generic_visit(node)
        for name in ("body", "orelse", "finalbody"):
            statements = getattr(node, name, None)
            if isinstance(statements, list):
                setattr(node, name, sorted_imports(statements))
        return node

    def visit_Dict(self, node):
        self.generic_visit(node)
        if all(isinstance(key, ast.Constant) for key in node.keys):
            entries = sorted(zip(node.keys, node.values), key=lambda entry: repr(entry[0].value))
            node.keys, node.values = [key for key, _ in entries], [value for _, value in entries]
        return node

    def visit_Call(self, node):
        self.generic_visit(node)
        if all(keyword.arg for keyword in node.keywords):
            node.keywords.sort(key=lambda keyword: keyword.arg)
        return node


def sorted_imports(statements):
    result, imports = [], []
    for statement in [*statements, None]:
        if isinstance(statement, (ast.Import, ast.ImportFrom)):
            imports.extend(single_imports(statement))
            continue
        result.extend(sorted(imports, key=ast.dump))
        imports = []
        if statement is not None:
            result.append(statement)
    return result


def single_imports(statement):
    for alias in statement.names:
        if isinstance(statement, ast.Import):
            yield ast.Import(names=[alias])
        else:
            yield ast.ImportFrom(module=statement.module, names=[alias], level=statement.level)


def meaning(kind, text):
    if kind == "python":
        return ast.dump(Canonical().visit(ast.parse(text)), indent=1)
    lines = text.replace("\\\n", " ").splitlines()
    commands = (shlex.split(line, comments=True) for line in lines)
    return "\n".join(json.dumps(words) for words in commands if words)


request = json.load(sys.stdin)
json.dump([meaning(request["kind"], text) for text in request["texts"]], sys.stdout)
