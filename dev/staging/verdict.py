"""The audit tool's word on a sealed file, and on the same with one bit changed."""

from pathlib import Path

from chalicelib.tools import audit


def verified(sealed: bytes, seal: Path, folder: Path) -> bool:
    """
    Is the file authentic, and a changed one not? Prints both verdicts with their reasons.

    seal: the certificate as PEM. Leaves sealed.pdf and changed.pdf in the folder.
    """
    middle = len(sealed) // 3
    changed = sealed[:middle] + bytes([sealed[middle] ^ 1]) + sealed[middle + 1 :]
    verdicts = []
    for name, pdf in {"sealed.pdf": sealed, "changed.pdf": changed}.items():
        (folder / name).write_bytes(pdf)
        verdicts.append(audit.main(["--trust", str(seal), str(folder / name)]))
    return verdicts == [0, 1]
