"""
Another KMS key in the place of one that the stack has: `python -m dev.another_key SealKey`.

Edits .chalice/: the key's resource is copied as SealKey2 (or 3 …), and functions, roles and outputs use the copy from now on. The old key stays
in the stack, unused: no deployment parts with a key. docs/runbooks tells what follows; look at `git diff` first.
"""

import re
import sys
from collections.abc import Sequence
from pathlib import Path

FOLDER = Path(".chalice")


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 2 when the template has no such key."""
    (name,) = arguments or sys.argv[1:]
    try:
        print(f"{name} -> {replace_key(FOLDER, name)}")
    except KeyError:
        print(f"{FOLDER / 'resources.yaml'} has no key {name}.", file=sys.stderr)
        return 2
    return 0


def replace_key(folder: Path, name: str) -> str:
    """
    Use another key in the place of the one that is called so, or that took its place before; the new one's logical id.

    folder: with resources.yaml and the roles' policies. Run again, it makes another one more. Raises KeyError.
    """
    template = folder / "resources.yaml"
    text = template.read_text(encoding="utf-8")
    blocks = re.finditer(rf"^  ({name}\d*):\n    Type: AWS::KMS::Key\n(?:(?:   .*)?\n)+", text, re.MULTILINE)
    made = list(blocks)
    if not made:
        raise KeyError(name)
    block = made[-1]
    present, new = block[1], f"{name}{len(made) + 1}"
    # An anchor may be defined once.
    copy = re.sub(r" &\w+", "", block[0].replace(f"  {present}:", f"  {new}:", 1))
    before, after = text[: block.end()], text[block.end() :]
    using = re.compile(rf"(!Ref |!GetAtt ){present}\b")
    written = using.sub(rf"\g<1>{new}", before) + copy + using.sub(rf"\g<1>{new}", after)
    template.write_text(written, encoding="utf-8")
    for policy in folder.glob("policy-*.json"):
        policy.write_text(
            policy.read_text(encoding="utf-8").replace(f'"{present}", "Arn"', f'"{new}", "Arn"'),
            encoding="utf-8",
        )
    return new


if __name__ == "__main__":
    sys.exit(main())
