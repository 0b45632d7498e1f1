"""
One half of the drill, by the release that this file belongs to: `python -m dev.upgrading.half begin|finish FOLDER`.

The AWS is the one that AWS_ENDPOINT_URL names; FOLDER/now is the clock, FOLDER/left.json what the halves tell each other. The
drill of a later release calls this file in an older one: its words may not change.
"""

import json
import os
import ssl
import sys
from pathlib import Path

from dev import serve
from dev.life import Life
from dev.upgrading.begin import NOW, begin, moving
from dev.upgrading.finish import finish


def main() -> int:
    """Serve until this half of every life is lived; says what came of it."""
    half, folder = sys.argv[1], Path(sys.argv[2])
    clock, notes = folder / "now", folder / "left.json"
    if half == "begin":
        clock.write_text(NOW, encoding="ascii")
    os.environ["SOPU_CLOCK"] = str(clock)
    move = moving(clock)
    with serve.start(int(os.environ.get("PORT", "0"))) as service:
        life = Life(service.base_url)
        if half == "begin":
            notes.write_text(
                json.dumps({"contracts": begin(life, move)}, ensure_ascii=False), encoding="utf-8"
            )
        else:
            certificate = ssl.PEM_cert_to_DER_cert(service.resources["seal_certificate_pem"])
            left = json.loads(notes.read_text(encoding="utf-8"))["contracts"]
            print(*finish(life, move, left, certificate), sep="\n")
    return 0


if __name__ == "__main__":
    status = main()
    sys.stdout.flush()
    os._exit(status)  # the service's threads live in this process's memory
