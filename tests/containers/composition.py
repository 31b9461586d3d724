"""frontwatch as `docker compose up` gives it, under a project name and ports of the test's own."""

import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
VARIABLE = "FRONTWATCH_TEST_COMPOSE"
_PATIENCE_SECONDS = 900


def docker(*arguments: str, environment: dict[str, str] | None = None) -> str:
    """What the docker command prints. Raises CalledProcessError with its complaint in the message."""
    done = subprocess.run(
        ["docker", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=_PATIENCE_SECONDS,
    )
    if done.returncode != 0:
        raise RuntimeError(f"docker {' '.join(arguments)}: {done.stderr[-2000:]}")
    return done.stdout


def why_not() -> str | None:
    """What keeps these tests from running here; None: nothing."""
    if not os.environ.get(VARIABLE):
        return f"{VARIABLE} is not set: make test-compose sets it"
    if shutil.which("docker") is None:
        return "there is no docker command"
    for question in (("info",), ("compose", "version")):
        try:
            docker(*question)
        except RuntimeError as error:
            return str(error)
    return None


class Composition:
    """One project of docker-compose.yml. `COMPOSE_FILE` and the images' variables are the caller's."""

    def __init__(self, project: str, kafka_port: int, **variables: str) -> None:
        self.project = project
        self.bootstrap_servers = f"localhost:{kafka_port}"
        self._environment = {**os.environ, "FRONTWATCH_KAFKA_PORT": str(kafka_port), **variables}

    def __call__(self, *arguments: str) -> str:
        """Run `docker compose` with these arguments; what it prints."""
        return docker("compose", "--project-name", self.project, *arguments, environment=self._environment)

    def up(self, *services: str) -> None:
        """Start, and wait until everything is healthy. An image that no variable names is built."""
        build = [] if os.environ.get("FRONTWATCH_IMAGE") else ["--build"]
        self("up", "--detach", "--wait", *build, *services)

    def down(self) -> None:
        """Stop and remove everything, volumes too."""
        self("down", "--volumes", "--remove-orphans", "--timeout", "40")

    def crash(self, service: str) -> None:
        """SIGKILL to the worker's process, as the kernel does when memory runs out."""
        code = "import os, signal; os.kill(-1, signal.SIGKILL)"
        arguments = ["compose", "--project-name", self.project, "exec", "-T", service, "python", "-c", code]
        subprocess.run(
            ["docker", *arguments], cwd=ROOT, env=self._environment, capture_output=True, check=False
        )

    def restarts(self, service: str) -> int:
        """How often the engine has started a service's container again."""
        container = self("ps", "--all", "--quiet", service).strip()
        return int(docker("inspect", "--format", "{{.RestartCount}}", container))

    def leftovers(self) -> str:
        """Containers and volumes of this project that there are."""
        mine = ("--filter", f"label=com.docker.compose.project={self.project}", "--quiet")
        return docker("ps", "--all", *mine) + docker("volume", "ls", *mine)
