"""A way from this machine to the brokers that comes back when their pod does."""

import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests.kubernetes.cluster import READY_SECONDS, Deployment, until

_AGAIN_SECONDS = 0.5


@contextmanager
def forwarded(made: Deployment) -> Iterator[None]:
    """`kubectl port-forward` to the broker's listener for laptops, started again whenever it ends."""
    over = threading.Event()
    running: list[subprocess.Popen[bytes]] = []

    def keep() -> None:
        while not over.is_set():
            command = ["kubectl", "-n", made.namespace, "port-forward", "service/kafka", f"{made.port}:9094"]
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            running[:] = [process]
            process.wait()
            over.wait(_AGAIN_SECONDS)

    thread = threading.Thread(target=keep, daemon=True)
    thread.start()
    try:
        until(lambda: _open(made.port), READY_SECONDS, lambda: made.call("get", "pods"))
        yield
    finally:
        over.set()
        for process in running:
            process.terminate()
        thread.join()


def _open(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
