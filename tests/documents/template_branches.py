"""Which branches of a template are taken: its questions are asked through a recorder."""

from jinja2 import nodes

from chalicelib.documents.contract_text import TEMPLATE, templates


class Recorded:
    """
    A contract's template that remembers each answer.

    An answer is (line, question, answer): a condition is true or false, a table of words is asked for a key.
    """

    def __init__(self, name):
        environment = templates(name.split(".")[-2])
        source, _, _ = environment.loader.get_source(environment, f"{TEMPLATE}/{name}")
        tree = environment.parse(source)
        self.wanted, self.seen = set(), set()
        self._questions = 0
        self._record(tree)
        code = environment.compile(tree, name, name)
        recorder = environment.make_globals({"_answer": self._answer})
        self._template = environment.template_class.from_code(environment, code, recorder)

    def render(self, told):
        return self._template.render(told)

    def never(self):
        """(line, answer) of what no contract has asked yet."""
        return sorted((line, answer) for line, _, answer in self.wanted - self.seen)

    def _record(self, tree):
        for kind in (nodes.If, nodes.CondExpr):
            for node in tree.find_all(kind):
                node.test = self._asked(node.test, (True, False))
        for node in tree.find_all(nodes.Getitem):
            if isinstance(node.node, nodes.Dict):
                node.arg = self._asked(node.arg, [pair.key.value for pair in node.node.items])

    def _asked(self, expression, answers):
        self._questions += 1
        question = self._questions
        self.wanted |= {(expression.lineno, question, answer) for answer in answers}
        key = [nodes.Const(value) for value in (expression.lineno, question, answers == (True, False))]
        call = nodes.Call(nodes.Name("_answer", "load"), [*key, expression], [], None, None)
        return call.set_lineno(expression.lineno)

    def _answer(self, line, question, is_condition, value):
        self.seen.add((line, question, bool(value) if is_condition else value))
        return value
