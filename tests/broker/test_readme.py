"""What the README shows to a programmer works as it stands."""

import asyncio
import os
import re
import sys
from pathlib import Path

import pytest

from schemas.topics import WORKERS
from workers.cli.demonstration.crew import Crew

pytestmark = pytest.mark.broker
README = Path(__file__).parents[2] / "README.md"
ADDRESS = "127.0.0.1:9092"
PATIENCE_SECONDS = 90.0


def snippet(name: str, bootstrap_servers: str) -> str:
    """The Python block of the README that begins with the comment `# NAME`, for this broker."""
    found = re.search(rf"```python\n# {re.escape(name)}\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    assert found, f"the README has no block {name}"
    assert ADDRESS in found[1]
    return found[1].replace(ADDRESS, bootstrap_servers)


async def run(code: str) -> asyncio.subprocess.Process:
    """A fresh interpreter that runs the code, as a user's would."""
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, stdout=asyncio.subprocess.PIPE, env={**os.environ, "PYTHONPATH": ""}
    )


@pytest.mark.timeout(200)
async def test_the_readmes_snippets_send_an_article_and_read_its_alert(
    emptied_servers: str, tmp_path: Path
) -> None:
    """`produce.py` sends the article, the workers judge it, and `subscribe.py` prints its alert."""
    crew = Crew(tmp_path, {"BOOTSTRAP_SERVERS": emptied_servers, "SESSION_TIMEOUT_SECONDS": "6"}, print)
    subscriber = await run(snippet("subscribe.py", emptied_servers))
    try:
        for worker in WORKERS:
            crew.start(worker)
        await crew.wait_until_ready(PATIENCE_SECONDS)
        producer = await run(snippet("produce.py", emptied_servers))
        assert await producer.wait() == 0
        assert subscriber.stdout is not None
        async with asyncio.timeout(PATIENCE_SECONDS):
            while "Vovchansk" not in (line := (await subscriber.stdout.readline()).decode()):
                assert line, "the subscriber ended"
        assert line.startswith("frontwatch.alert.combat possible ")
    finally:
        subscriber.kill()
        await subscriber.wait()
        crew.stop()
