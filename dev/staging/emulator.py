"""An AWS that others wrote, ministack, in a process and with libraries of its own."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import boto3

from chalicelib import wiring
from dev.embedded_aws import ACCOUNT, forget_real_credentials
from dev.packaging.build import REGION
from dev.packaging.failure import PackageFault, run_program
from dev.packaging.python import LambdaPython

ROOT = Path(__file__).parents[2]
HOME = ROOT / "build" / "ministack"
REQUIREMENTS = Path(__file__).with_name("requirements.txt")
READY_TRIES = 600  # of a tenth of a second


@contextlib.contextmanager
def emulated(python: LambdaPython) -> Iterator["Emulator"]:
    """An empty AWS for the length of the block, with boto3, urllib and the product's own tools led to it."""
    command = installed(python)
    before = dict(os.environ)
    emulator = Emulator(command, Path(tempfile.mkdtemp(prefix="ministack-")))
    try:
        forget_real_credentials()
        os.environ.update(emulator.environment())
        boto3.setup_default_session()
        wiring.forget()
        emulator.wait()
        yield emulator
    finally:
        emulator.stop()
        os.environ.clear()
        os.environ.update(before)
        wiring.forget()


def installed(python: LambdaPython) -> Path:
    """
    The emulator's command, in an environment made by the Python that packages: it runs the functions with its own.

    Kept from run to run while requirements.txt stays as it is. Raises PackageFault with pip's words.
    """
    home = HOME / ".venv"
    wanted = f"{python.version}\n{REQUIREMENTS.read_text(encoding='utf-8')}"
    ready = home / "ready"
    if not ready.exists() or ready.read_text(encoding="utf-8") != wanted:
        shutil.rmtree(home, ignore_errors=True)
        run_program(python.executable, "-m", "venv", home)
        pip = (home / "bin" / "python", "-m", "pip", "--quiet", "--disable-pip-version-check")
        run_program(*pip, "install", "--requirement", REQUIREMENTS)
        ready.write_text(wanted, encoding="utf-8")
    return home / "bin" / "ministack"


class Emulator:
    """
    Runs from its making to stop(), on 127.0.0.1, and checks every signature and every right (AUTH).

    Over https, because BaseUrl takes nothing else and the pages' cookies are Secure. folder: everything it writes, and
    what it says in ministack.log; it goes at the end. As root it also opens port 443, of 127.0.0.1 too.
    """

    def __init__(self, command: Path, folder: Path) -> None:
        self.url = f"https://127.0.0.1:{_free_port()}"
        self._folder = folder
        self._certificate = folder / "ministack-tls" / "server.crt"  # it makes this for itself
        self._log = folder / "ministack.log"
        environment = self._own_environment(folder)
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [command], env=environment, stdout=log, stderr=log, cwd=folder, start_new_session=True
            )

    def environment(self) -> dict[str, str]:
        """What leads boto3 and urllib there; an account's number is the key of its root user."""
        return {
            "AWS_ENDPOINT_URL": self.url,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ACCESS_KEY_ID": ACCOUNT,
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_CA_BUNDLE": str(self._certificate),
            "SSL_CERT_FILE": str(self._certificate),
        }

    def wait(self) -> None:
        """
        Until it answers a process that trusts it. Raises PackageFault with its log when it ends, or is silent for a minute.
        """
        for _ in range(READY_TRIES):
            if self._process.poll() is not None:
                break
            with contextlib.suppress(OSError), urlopen(f"{self.url}/_ministack/ready", timeout=5):  # noqa: S310
                return
            time.sleep(0.1)
        raise PackageFault(f"the emulator does not answer\n{self.log}")

    @property
    def log(self) -> str:
        """What it has said so far."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def stop(self) -> None:
        """End it and its functions at once: asked politely, it waits for the connections that boto3 keeps."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        # Six copies of the unpacked zip, 40,000 files: nobody waits until they are gone.
        subprocess.Popen(["rm", "-rf", self._folder], start_new_session=True)

    def _own_environment(self, folder: Path) -> dict[str, str]:
        """Nothing of this process's own: each function would get that too."""
        return {
            "PATH": os.environ["PATH"],
            "TMPDIR": str(folder),
            "GATEWAY_PORT": self.url.rpartition(":")[2],
            "BIND_HOST": "127.0.0.1",
            "IOT_MTLS_ENABLED": "false",
            "USE_SSL": "1",
            "AUTH": "true",
            "MINISTACK_ACCOUNT_ID": ACCOUNT,
            "MINISTACK_REGION": REGION,
        }


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
