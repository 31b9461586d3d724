"""Every setting of a worker. The only file that reads the environment (variables `FRONTWATCH_…`)."""

import tempfile
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from schemas.errors import FatalError

PREFIX = "FRONTWATCH_"


class SettingsError(FatalError):
    """A variable has a value that cannot be used; the message names it and says what is allowed."""


def _scratch() -> Path:
    """The system's temporary directory; /tmp where none can be written: most commands write nothing."""
    try:
        return Path(tempfile.gettempdir())
    except FileNotFoundError:
        return Path("/tmp")


class Settings(BaseSettings):
    """What a worker is told from outside. Each field is the variable `FRONTWATCH_` + its name in capitals."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore", env_ignore_empty=True)

    bootstrap_servers: str = Field(
        "127.0.0.1:9092",
        pattern=r"^[^\s,:]+:\d+(,[^\s,:]+:\d+)*$",
        description="Kafka brokers to connect to first, host:port, separated by commas.",
    )
    security_protocol: Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"] = Field(
        "PLAINTEXT", description="How to talk to the brokers."
    )
    sasl_mechanism: Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"] = Field(
        "SCRAM-SHA-512", description="How to log in, where the protocol is SASL_…."
    )
    sasl_username: str | None = Field(None, description="User name for SASL.")
    sasl_password: SecretStr | None = Field(None, description="Password for SASL.")
    tls_ca_file: Path | None = Field(
        None,
        description="PEM file of the authorities that sign the brokers' certificates.",
    )
    tls_certificate_file: Path | None = Field(None, description="PEM file of the client's certificate.")
    tls_key_file: Path | None = Field(None, description="PEM file of the client's private key.")
    tls_key_password: SecretStr | None = Field(None, description="Password of the private key.")
    deployment: str = Field(
        "frontwatch",
        pattern=r"^\S{1,256}$",
        description="Name of this deployment, a URI reference: the source of every CloudEvent.",
    )
    event_mode: Literal["binary", "structured"] = Field(
        "binary",
        description="How the alert worker writes CloudEvents (Kafka protocol binding): binary, attributes in "
        "headers and the alert as the value, or structured, the whole event as one JSON value.",
    )
    theatre: str = Field(
        "ukraine", pattern=r"^[a-z][a-z0-9_]*$", description="Theatre data that extraction loads."
    )
    status: Literal["actual", "exercise", "test"] = Field(
        "actual", description="Status that every alert bears (Common Alerting Protocol)."
    )
    map_most_at_once: float = Field(
        0.05,
        gt=0,
        le=1,
        description="Share (0 to 1) of the settlements or of the ground on a control map that may change "
        "hands from one snapshot to the next; a map that changes more is dead-lettered as cut off or broken.",
    )
    web_host: str = Field("0.0.0.0", description="Address on which /live, /ready and /metrics are served.")
    web_port: int = Field(8080, ge=1, le=65535, description="Port of /live, /ready and /metrics.")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="Least severe log event that is written."
    )
    log_format: Literal["auto", "json", "console"] = Field(
        "auto", description="json: one object per line; console: for eyes; auto: console on a terminal."
    )
    session_timeout_seconds: float = Field(
        30,
        ge=6,
        le=90,
        description="Silence after which the brokers give a worker's partitions to others, in seconds. "
        "A worker that has not been heard for so long publishes nothing more and exits.",
    )
    in_flight: int = Field(
        512, ge=1, le=10_000, description="Messages taken but not yet confirmed that a worker may hold."
    )
    in_flight_bytes: int = Field(
        33_554_432,
        ge=1_048_576,
        description="Bytes of such messages, with what came of them, that a worker may hold. As much again "
        "waits before them, and as much, or a message of every partition, is fetched ahead.",
    )
    largest_batch_bytes: int = Field(
        8_912_896,
        ge=1_048_576,
        le=9_371_648,
        description="Bytes that a producer's compressed batch may unfold to; a larger one is dead-lettered "
        "as it is. A batch must fit into the dead letters, which take 9 MiB.",
    )
    member_id: str | None = Field(
        None,
        pattern=r"^[A-Za-z0-9._-]{1,200}$",
        description="Static member of the consumer group, unique per replica (such as the pod's name): a "
        "restart within the session timeout then moves no partitions.",
    )
    liveness_seconds: float = Field(
        120, ge=10, description="/live fails when there is work and nothing was done for so many seconds."
    )
    shutdown_seconds: float = Field(
        30, ge=1, description="How long a stopping worker may take to finish what is in flight."
    )
    dedupe_window_hours: float = Field(
        72,
        ge=1,
        le=168,
        description="How long an article is remembered to recognise its copies, in hours. Memory is in "
        "proportion; a copy that comes later begins a story of its own.",
    )
    replication_factor: int = Field(
        -1, ge=-1, le=32767, description="Copies of each topic that `topics apply` creates; -1: the broker's."
    )
    data_directory: Path = Field(
        _scratch() / "frontwatch",
        description="Writable directory; nothing in it outlives a worker.",
    )

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.security_protocol.startswith("SASL") and not (self.sasl_username and self.sasl_password):
            raise ValueError(
                f"{PREFIX}SECURITY_PROTOCOL is {self.security_protocol}: "
                f"set {PREFIX}SASL_USERNAME and {PREFIX}SASL_PASSWORD too"
            )
        if (self.tls_certificate_file is None) != (self.tls_key_file is None):
            raise ValueError(f"set {PREFIX}TLS_CERTIFICATE_FILE and {PREFIX}TLS_KEY_FILE together")
        return self


def make_data_directory(settings: Settings) -> None:
    """Make sure that the data directory is there. Raises SettingsError where it cannot be."""
    try:
        settings.data_directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"{PREFIX}DATA_DIRECTORY is {str(settings.data_directory)!r}: {error.strerror}; "
            "name a directory that can be written to"
        ) from None


def load_settings(**overrides: Any) -> Settings:
    """The environment's settings; `overrides` (by field name) win. Raises SettingsError."""
    try:
        return Settings(**overrides)
    except ValidationError as error:
        raise SettingsError("\n".join(_sentence(detail) for detail in error.errors())) from None


def _sentence(detail: Any) -> str:
    """One mistake, with the variable's name; secrets are never repeated."""
    if not detail["loc"]:
        return str(detail["msg"]).removeprefix("Value error, ")
    name = str(detail["loc"][0])
    given = "" if "password" in name else f" is {detail['input']!r}"
    return f"{PREFIX}{name.upper()}{given}: {detail['msg'][0].lower()}{detail['msg'][1:]}"
