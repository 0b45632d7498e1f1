"""A runbook as a shell script, and programs that stand in for those that need an account."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
# A program that only notes how it was called, and says what it was told to say to the first pattern that fits.
STAND_IN = """#!{python}
import json, pathlib, re, sys
here = pathlib.Path({here!r})
called = [pathlib.Path(sys.argv[0]).name, *sys.argv[1:]]
with (here / "called.jsonl").open("a") as file:
    file.write(json.dumps(called) + "\\n")
for pattern, answer in json.loads((here / "answers.json").read_text()):
    if re.search(pattern, " ".join(called)):
        sys.stdout.write(answer)
        break
"""


def script(name):
    """The shell blocks of a page of docs/runbooks, one after the other, ending at the first that fails."""
    text = (ROOT / "docs" / "runbooks" / f"{name}.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh(?: run)?\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return "\n".join(["set -euo pipefail", *blocks])


def stand_ins(folder, python, names, answers):
    """A folder for PATH with these programs; answers: (pattern of the call, what to print), the first that fits."""
    (folder / "answers.json").write_text(json.dumps(answers))
    (folder / "called.jsonl").write_text("")
    for name in names:
        program = folder / name
        program.write_text(STAND_IN.format(python=python, here=str(folder)))
        program.chmod(0o755)


def calls(folder):
    """How the stand-ins were called, in order."""
    return [json.loads(line) for line in (folder / "called.jsonl").read_text().splitlines()]
