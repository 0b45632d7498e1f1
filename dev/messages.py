"""
The catalogues of Swedish and English: every sentence that the sources mark, with its translation, as .po and .mo.

    python -m dev.messages      write them anew and say what is still to translate; exit status 1 when anything is

Translators edit chalicelib/documents/locale/<language>/LC_MESSAGES/sopu.po, in any editor for such files. What is no
longer marked leaves them; nothing is guessed from similar sentences.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from chalicelib.documents.translations import CATALOGUES

ROOT = Path(__file__).parent.parent
TRANSLATED = {"sv": "sv_FI", "en": "en_GB"}
HEADER = "# `make messages` writes this file; a translator fills in each empty msgstr."
Sentence = str | tuple[str, ...]


class Plain(Catalog):
    """A catalogue whose header says only what readers of the file need, so that no date changes it."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Language", str(self.locale)), ("MIME-Version", "1.0"), ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"), ("Plural-Forms", self.plural_forms),
        ]  # fmt: skip


def main() -> int:
    """Write every catalogue and print what it lacks; a second run changes nothing."""
    marked, lacking = sentences(), 0
    for language in TRANSLATED:
        made = catalogue(language, marked)
        path(language, "po").parent.mkdir(parents=True, exist_ok=True)
        path(language, "po").write_bytes(po(made))
        path(language, "mo").write_bytes(mo(made))
        untranslated = list(missing(made))
        lacking += len(untranslated)
        print(f"{language}: {len(marked)} sentences, {len(untranslated)} to translate")
        for sentence in untranslated:
            print(f"  {sentence}")
    return 1 if lacking else 0


def sentences(root: Path = ROOT) -> list[Sentence]:
    """Everything that the sources mark for translation, in order; of a plural both forms."""
    with (root / "babel.cfg").open(encoding="utf-8") as mapping:
        methods, options = parse_mapping_cfg(mapping)  # type: ignore[no-untyped-call]
    found = extract_from_dir(root, methods, options, directory_filter=_is_source)
    return sorted({message for _, _, message, _, _ in found}, key=str)


def catalogue(language: str, marked: list[Sentence]) -> Catalog:
    """These sentences with the translations that the kept .po has for them."""
    kept, made = read(language), Plain(locale=TRANSLATED[language], header_comment=HEADER, fuzzy=False)
    for sentence in marked:
        known = kept.get(sentence) if kept else None
        made.add(sentence, known.string if known else None)
    return made


def read(language: str) -> Catalog | None:
    """The kept .po; None where there is none yet."""
    if not path(language, "po").is_file():
        return None
    with path(language, "po").open("rb") as kept:
        return read_po(kept, locale=TRANSLATED[language])


def missing(translated: Catalog) -> Iterator[str]:
    """Finnish sentences of which a form is not translated."""
    for message in translated:
        if message.id and not all(forms(message)):
            yield str(message.id)


def po(made: Catalog) -> bytes:
    """The catalogue as text for translators: sorted, without line numbers, which would change with every edit."""
    written = BytesIO()
    write_po(written, made, width=110, no_location=True, sort_output=True)
    return written.getvalue()


def mo(made: Catalog) -> bytes:
    """The catalogue as gettext reads it, without what is not translated: a reader gets that in Finnish."""
    whole, written = Plain(locale=made.locale, fuzzy=False), BytesIO()
    for message in made:
        if message.id and all(forms(message)):
            whole.add(message.id, message.string)
    write_mo(written, whole)
    return written.getvalue()


def path(language: str, kind: str) -> Path:
    """Where the catalogue lies, as "po" or "mo"."""
    return CATALOGUES / language / "LC_MESSAGES" / f"sopu.{kind}"


def forms(message: Message) -> tuple[str, ...]:
    """The translation's forms: one, or those of a plural; "" for what is not translated."""
    given = message.string
    return tuple(map(str, given)) if isinstance(given, (tuple, list)) else (str(given or ""),)


def _is_source(folder: str) -> bool:
    return Path(folder).name not in {"locale", "fonts", "__pycache__", "contracts"} and "." not in folder[:1]


if __name__ == "__main__":
    sys.exit(main())
