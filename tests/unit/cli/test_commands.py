"""The commands as a user types them: what they print, and how they end."""

import signal
import subprocess
import sys
from pathlib import Path

import orjson
import pytest
from typer.testing import CliRunner

from tests.unit.cli.alerts import make_alert
from workers.cli import main
from workers.cli.alert_lines import line, table
from workers.cli.broker import free_port
from workers.cli.main import app

ROOT = Path(__file__).parents[3]
RUNNER = CliRunner()
ARTICLE = {
    "source": "vartovi.example",
    "url": "https://vartovi.example/1",
    "title": "Ukrainian brigade leaves a village",
    "body": "The General Staff of Ukraine said on Tuesday that its forces had withdrawn from Bahatyr. "
    "Two families had stayed behind, a volunteer said, and would be fetched in the morning.",
    "language": "en",
    "published_at": "2024-11-12T09:00:00Z",
}


def frontwatch(*arguments: str, stdin: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    """The command in a process of its own, against a port where nobody listens."""
    nobody = f"127.0.0.1:{free_port()}"
    command = [sys.executable, "-m", "workers.cli.main", "-b", nobody, *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, check=False, timeout=120)


def test_the_version_is_printed() -> None:
    """`--version` needs no broker."""
    result = RUNNER.invoke(app, ["--version"])
    assert result.exit_code == 0
    assert result.output.startswith("frontwatch ")


@pytest.mark.parametrize("command", [(), *((c.name,) for c in app.registered_groups if c.name)])
def test_every_group_explains_itself(command: tuple[str, ...]) -> None:
    """Help exists for the whole and for each group."""
    result = RUNNER.invoke(app, [*command, "--help"])
    assert result.exit_code == 0
    assert "Usage" in result.output


@pytest.mark.parametrize(
    "command",
    [
        "demo",
        "worker",
        "produce",
        "subscribe",
        "who-holds",
        "replay",
        "dedupe",
        "extract",
        "explain",
        "alerts export",
    ],
)
def test_every_command_has_an_example(command: str) -> None:
    """In its own help."""
    result = RUNNER.invoke(app, [*command.split(), "--help"])
    assert result.exit_code == 0
    assert "Example: " in result.output


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("produce", "nowhere.jsonl"), 2, b"nowhere.jsonl: no such file"),
        (("worker", "baker"), 2, b"baker"),
        (("subscribe", "--family", "peace"), 2, b"control, combat"),
        (("dead-letters", "redrive"), 2, b"say which"),
        (("subscribe", "--no-follow"), 3, b"frontwatch broker start"),
        (("topics", "check"), 3, b"frontwatch broker start"),
        (("-b", "no port", "topics", "check"), 2, b"FRONTWATCH_BOOTSTRAP_SERVERS"),
    ],
)
def test_a_mistake_ends_with_a_sentence_and_its_exit_status(
    arguments: tuple[str, ...], status: int, said: bytes
) -> None:
    """2 for wrong usage, 3 where no broker answers; never a stack trace."""
    result = frontwatch(*arguments)
    assert result.returncode == status
    assert said in result.stderr
    assert b"Traceback" not in result.stderr
    assert b"Unclosed" not in result.stderr


def test_an_unknown_theatre_is_named_with_its_variable_and_the_known_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As any other setting with a wrong value."""
    monkeypatch.setenv("FRONTWATCH_THEATRE", "mars")
    for command in (("extract", "-"), ("worker", "extraction"), ("replay", "-")):
        result = frontwatch(*command)
        assert result.returncode == 2
        assert b"FRONTWATCH_THEATRE is 'mars'" in result.stderr
        assert b"ukraine" in result.stderr
        assert b"Traceback" not in result.stderr


@pytest.mark.parametrize("action", ["start", "status"])
def test_a_data_directory_that_can_be_none_is_named(action: str, tmp_path: Path) -> None:
    """A file stands where it should be: a sentence, no stack trace."""
    (tmp_path / "taken").write_text("a file")
    result = frontwatch("broker", action, "--data-dir", str(tmp_path / "taken"))
    assert result.returncode == 1
    assert b"taken/broker.json: Not a directory" in result.stderr
    assert b"Traceback" not in result.stderr


def test_dedupe_answers_line_by_line_in_order() -> None:
    """A copy under another address is a duplicate of the first; the second is another story."""
    other = {
        **ARTICLE,
        "url": "https://vartovi.example/2",
        "title": "Choir wins prize",
        "body": "It sang well.",
    }
    copy = {**ARTICLE, "source": "kopiia.example", "url": "https://kopiia.example/9"}
    lines = b"\n".join(map(orjson.dumps, (ARTICLE, other, copy)))
    result = frontwatch("dedupe", "-", stdin=lines)
    answers = [orjson.loads(answer) for answer in result.stdout.splitlines()]
    assert result.returncode == 0
    assert [answer["verdict"] for answer in answers] == ["unique", "unique", "duplicate"]
    assert answers[2]["duplicate_of"] == answers[0]["article_id"]
    assert set(answers[0]) == {
        *("article_id", "version_id", "verdict", "duplicate_of", "revision_of", "story_id", "similarity"),
    }


def test_extract_prints_an_article_a_line_and_names_what_it_cannot_read() -> None:
    """The good lines are answered, the bad one is named with its number, the exit status is 1."""
    result = frontwatch("extract", "-", stdin=orjson.dumps(ARTICLE) + b"\n{broken\n" + orjson.dumps(ARTICLE))
    extracted = [orjson.loads(answer) for answer in result.stdout.splitlines()]
    assert result.returncode == 1
    assert [one["title"] for one in extracted] == [ARTICLE["title"]] * 2
    assert "Bahatyr" in [place["surface"] for place in extracted[0]["places"]]
    assert b"standard input:2: not JSON" in result.stderr


def test_replay_prints_exercises_as_cloudevents_and_a_summary(tmp_path: Path) -> None:
    """Nobody must take a replay for news."""
    (tmp_path / "watchlist.yaml").write_text("{watchlist_id: w, name: W, places: [Bahatyr]}")
    (tmp_path / "a.jsonl").write_bytes(orjson.dumps(ARTICLE))
    result = frontwatch("replay", str(tmp_path))
    events = [orjson.loads(event) for event in result.stdout.splitlines()]
    assert result.returncode == 0, result.stderr.decode()
    assert events
    assert all(event["specversion"] == "1.0" for event in events)
    assert {event["data"]["status"] for event in events} == {"exercise"}
    assert "w" in events[0]["data"]["watchlists"]
    assert b"Summary" in result.stderr


def test_a_pipe_that_closes_early_is_no_failure_to_report() -> None:
    """`frontwatch extract … | head -1` ends without a stack trace."""
    many = b"\n".join([orjson.dumps(ARTICLE)] * 50)
    command = f"{sys.executable} -m workers.cli.main extract - | head -c 10"
    result = subprocess.run(command, shell=True, input=many, capture_output=True, check=False, timeout=120)
    assert b"Traceback" not in result.stderr


def test_an_alert_cannot_command_the_terminal() -> None:
    """Neither as a line nor as a table, whatever its sources wrote."""
    alert = make_alert(headline="Quiet\x1b[2J night \x9b31m [bold]Kupiansk[/]")
    shown = line(alert).plain
    assert "\x1b" not in shown
    assert "\x9b" not in shown
    assert "[bold]Kupiansk[/]" in shown
    cells = [cell for column in table([alert], "x").columns for cell in column.cells]
    assert not any("\x1b" in str(cell) for cell in cells)


def test_contracts_are_exported_where_one_asks(tmp_path: Path) -> None:
    """One file for each message and the AsyncAPI document."""
    result = RUNNER.invoke(app, ["schemas", "export", str(tmp_path / "out")])
    assert result.exit_code == 0
    assert (tmp_path / "out" / "asyncapi.json").is_file()


def test_the_exit_statuses_are_documented() -> None:
    """In the module that users of the code read, and in the help."""
    assert main.__doc__ is not None
    for status in ("0 done", "130"):
        assert status in main.__doc__
        assert status in (app.info.epilog or "")


def test_ctrl_c_while_kafka_starts_leaves_nothing_running(tmp_path: Path) -> None:
    """The demo is interrupted as early as can be."""
    process = subprocess.Popen(
        [sys.executable, "-m", "workers.cli.main", "demo"],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "HTTPS_PROXY": "http://127.0.0.1:9"},
        cwd=ROOT,
        start_new_session=True,
    )
    assert process.stderr is not None
    assert b"Starting Kafka" in process.stderr.readline()
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode in (130, 3)


def test_the_rights_that_each_login_needs_are_printed() -> None:
    """`topics acls` names them as Kafka does, and needs no broker to do so."""
    lines = RUNNER.invoke(app, ["topics", "acls"]).stdout.splitlines()
    assert "User:frontwatch-dedupe Read topic articles.fingerprints" in lines
    assert "User:frontwatch-dedupe Read group frontwatch-dedupe" in lines
    assert "User:frontwatch-users Write topic watchlists" in lines
    assert not [line for line in lines if "frontwatch-dedupe" in line and "articles.raw" in line]
