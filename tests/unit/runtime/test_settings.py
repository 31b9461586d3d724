"""Settings come from the environment, and a wrong one is named."""

from pathlib import Path

import pytest

from workers.runtime.settings import PREFIX, Settings, SettingsError, load_settings, make_data_directory


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("STATUS", "real", "'actual', 'exercise' or 'test'"),
        ("WEB_PORT", "tcp://10.0.0.1:80", "valid integer"),
        ("WEB_PORT", "70000", "less than or equal to 65535"),
        ("BOOTSTRAP_SERVERS", "kafka", "pattern"),
        ("SESSION_TIMEOUT_SECONDS", "1", "greater than or equal to 6"),
        ("LOG_FORMAT", "xml", "'auto', 'json' or 'console'"),
    ],
)
def test_a_wrong_value_is_named_with_what_is_allowed(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, said: str
) -> None:
    """The variable, the value and the rule, in one sentence."""
    monkeypatch.setenv(PREFIX + variable, value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert str(caught.value).startswith(f"{PREFIX}{variable} is {value!r}: ")
    assert said in str(caught.value)


def test_several_mistakes_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line each."""
    monkeypatch.setenv(PREFIX + "STATUS", "real")
    monkeypatch.setenv(PREFIX + "IN_FLIGHT", "0")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert len(str(caught.value).splitlines()) == 2


def test_an_incomplete_login_is_told_without_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    """Secrets are in no message and no representation."""
    monkeypatch.setenv(PREFIX + "SECURITY_PROTOCOL", "SASL_SSL")
    monkeypatch.setenv(PREFIX + "SASL_PASSWORD", "hunter2")
    with pytest.raises(SettingsError, match="FRONTWATCH_SASL_USERNAME") as caught:
        load_settings()
    assert "hunter2" not in str(caught.value)
    monkeypatch.setenv(PREFIX + "SASL_USERNAME", "desk")
    assert "hunter2" not in repr(load_settings())


def test_an_empty_variable_is_an_absent_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """As Compose files and charts write them."""
    monkeypatch.setenv(PREFIX + "MEMBER_ID", "")
    assert load_settings().member_id is None


def test_the_environment_and_overrides_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Overrides win: they come from the command line."""
    monkeypatch.setenv(PREFIX + "BOOTSTRAP_SERVERS", "a:1,b:2")
    monkeypatch.setenv(PREFIX + "THEATRE", "ukraine")
    assert load_settings().bootstrap_servers == "a:1,b:2"
    assert load_settings(bootstrap_servers="c:3").bootstrap_servers == "c:3"


def test_every_setting_is_described() -> None:
    """The table in the documentation is made from it."""
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_a_data_directory_that_cannot_be_is_named_with_its_variable(tmp_path: Path) -> None:
    """A file is in the way, as a read-only disk would be."""
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(SettingsError, match=r"FRONTWATCH_DATA_DIRECTORY is '.*taken/data': Not a directory"):
        make_data_directory(Settings(data_directory=tmp_path / "taken" / "data"))
    make_data_directory(Settings(data_directory=tmp_path / "new" / "data"))
    assert (tmp_path / "new" / "data").is_dir()
