"""
Our own PDF work in a process of its own, driven as the peers' programs are (bench/peers/worker.mjs): a job a line.

    python -m bench.pdf_worker FOLDER
"""

import json
import pickle
import sys
from io import BytesIO
from itertools import count
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from bench.other_people import another_contract, another_record
from bench.seal_keys import LocalKey
from chalicelib.documents import sealed_pdf
from chalicelib.documents.contract_pdf import typeset
from chalicelib.documents.contract_text import contract_text
from chalicelib.documents.record_pdf import record_pdf
from chalicelib.documents.words import running_words
from chalicelib.domain.parties import MAIN
from chalicelib.workflow.verify import report_on


class Work:
    """Each job is done for other people, so that Typst cannot answer from its memory."""

    def __init__(self, folder: Path) -> None:
        self._terms, self._record, self._attachments, self._at = pickle.loads(
            (folder / "ours.pickle").read_bytes()
        )
        self._offered, self._sealed = (
            (folder / f"{name}.pdf").read_bytes() for name in ("offered", "sealed")
        )
        self._trusted = ((folder / "seal.der").read_bytes(),)
        self._key, self._numbers = LocalKey(), count(1)

    def do(self, job: str) -> bytes:
        """The bytes that the job makes."""
        number = f"TO-2026-{next(self._numbers):04}"
        match job:
            case "typeset":
                return self._contract(number)
            case "record and seal":
                return self._seal(self._offered, number)
            case "typeset, record and seal":
                return self._seal(self._contract(number), number)
            case "seal":
                return self._bare_seal()
            case "verify":
                return report_on(self._sealed, self._trusted).verdict.encode()
        raise LookupError(job)

    def _bare_seal(self) -> bytes:
        """Without pages or attachments, as the peers sign alone. The public seal() always joins pages."""
        writer = sealed_pdf._Revision(BytesIO(self._offered), strict=True)
        return sealed_pdf._seal(writer, self._key.certificate, self._key.sign, self._at)

    def _contract(self, number: str) -> bytes:
        terms = another_contract(self._terms, number)
        text = contract_text(terms, number=number, version=1)
        words: Any = running_words(terms.contract_language, number, 1, MAIN)
        return typeset(text, author=terms.supervisor.full_name, at=self._at, **words)

    def _seal(self, offered: bytes, number: str) -> bytes:
        pages = record_pdf(another_record(self._record, number))
        return sealed_pdf.seal(
            offered, pages, self._attachments, self._key.certificate, self._key.sign, self._at
        )


def main() -> None:
    """Do what is asked until nobody asks any more."""
    folder = Path(sys.argv[1])
    work = Work(folder)
    for line in sys.stdin:
        job = line.strip()
        cpu, start = process_time(), perf_counter()
        made = work.do(job)
        took = {"wall": 1000 * (perf_counter() - start), "cpu": 1000 * (process_time() - cpu)}
        (folder / f"sopu {job}.pdf").write_bytes(made)
        print(json.dumps(took), flush=True)


if __name__ == "__main__":
    main()
