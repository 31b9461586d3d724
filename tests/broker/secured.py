"""A broker that lets nobody in who does not belong: TLS, SCRAM, client certificates and access control."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import trustme
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from workers.cli.broker import LocalBroker, free_port
from workers.cli.broker.configuration import HOST

ADMINISTRATOR = "administrator"
_SCRAM = "SCRAM-SHA-512"
_BROKER = "broker"


@dataclass(frozen=True)
class SecuredBroker:
    """Its doors: `scram` for names with passwords, `mutual` for certificates, `open_door` for nobody."""

    scram: str
    mutual: str
    open_door: str
    directory: Path
    authority: trustme.CA

    def by_password(self, name: str, password: str | None = None) -> dict[str, str]:
        """A worker's settings to log in by SCRAM; the password is that of the name unless given."""
        return {
            "bootstrap_servers": self.scram,
            "security_protocol": "SASL_SSL",
            "sasl_mechanism": _SCRAM,
            "sasl_username": name,
            "sasl_password": password or password_of(name),
            "tls_ca_file": str(self.directory / "authority.pem"),
        }

    def by_certificate(self, name: str) -> dict[str, str]:
        """A worker's settings to log in by a certificate of that name."""
        certificate, key = _identity(self.authority, name, self.directory)
        return {
            "bootstrap_servers": self.mutual,
            "security_protocol": "SSL",
            "tls_ca_file": str(self.directory / "authority.pem"),
            "tls_certificate_file": str(certificate),
            "tls_key_file": str(key),
        }


def password_of(name: str) -> str:
    """The password that a name has on this broker."""
    return f"{name}-s3cret-99"


@contextmanager
def secured_broker(directory: Path, names: tuple[str, ...]) -> Iterator[SecuredBroker]:
    """A running broker that knows the administrator and `names`, and has given nobody else any right."""
    directory.mkdir(parents=True, exist_ok=True)
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(directory / "authority.pem"))
    certificate, key = _identity(authority, _BROKER, directory)
    store = directory / "broker-store.pem"
    store.write_bytes(key.read_bytes() + certificate.read_bytes())
    plain, scram, mutual, controller = (free_port() for _ in range(4))
    users = [
        argument
        for name in (ADMINISTRATOR, *names)
        for argument in ("--add-scram", f"{_SCRAM}=[name={name},password={password_of(name)}]")
    ]
    broker = LocalBroker(
        directory / "kafka",
        plain,
        settings=_settings(plain, scram, mutual, controller, store, directory / "authority.pem"),
        format_arguments=("--standalone", *users),
    )
    with broker:
        doors = (f"{HOST}:{scram}", f"{HOST}:{mutual}", f"{HOST}:{plain}")
        yield SecuredBroker(*doors, directory, authority)


def _settings(
    plain: int, scram: int, mutual: int, controller: int, store: Path, trust: Path
) -> Mapping[str, str]:
    listeners = f"OPEN://{HOST}:{plain},SCRAM://{HOST}:{scram},MUTUAL://{HOST}:{mutual}"
    return {
        "listeners": f"{listeners},CONTROLLER://{HOST}:{controller}",
        "advertised.listeners": listeners,
        "controller.quorum.bootstrap.servers": f"{HOST}:{controller}",
        "listener.security.protocol.map": "OPEN:PLAINTEXT,SCRAM:SASL_SSL,MUTUAL:SSL,CONTROLLER:SSL",
        "inter.broker.listener.name": "MUTUAL",
        "sasl.enabled.mechanisms": _SCRAM,
        f"listener.name.scram.{_SCRAM.lower()}.sasl.jaas.config": (
            "org.apache.kafka.common.security.scram.ScramLoginModule required;"
        ),
        "ssl.keystore.type": "PEM",
        "ssl.keystore.location": str(store),
        "ssl.truststore.type": "PEM",
        "ssl.truststore.location": str(trust),
        "listener.name.mutual.ssl.client.auth": "required",
        "listener.name.controller.ssl.client.auth": "required",
        "ssl.principal.mapping.rules": "RULE:^.*CN=([^,]+).*$/$1/",
        "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        "super.users": f"User:{_BROKER};User:{ADMINISTRATOR}",
    }


def _identity(authority: trustme.CA, name: str, directory: Path) -> tuple[Path, Path]:
    """Certificate and key files for a name, the key as Kafka wants it (PKCS #8)."""
    issued = authority.issue_cert(HOST, common_name=name)
    certificate, key = directory / f"{name}.pem", directory / f"{name}.key"
    certificate.write_bytes(b"".join(pem.bytes() for pem in issued.cert_chain_pems))
    private = load_pem_private_key(issued.private_key_pem.bytes(), password=None)
    key.write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return certificate, key
