"""How clients reach the brokers: the settings as aiokafka wants them."""

import ssl
from typing import Any

from schemas.errors import FatalError
from workers.runtime.settings import Settings


def client_options(settings: Settings, purpose: str) -> dict[str, Any]:
    """Arguments that every aiokafka client takes; `purpose` names the client in the brokers' logs."""
    options: dict[str, Any] = {
        "bootstrap_servers": settings.bootstrap_servers.split(","),
        "client_id": f"frontwatch-{purpose}",
        "security_protocol": settings.security_protocol,
    }
    if settings.security_protocol.endswith("SSL"):
        options["ssl_context"] = tls_context(settings)
    if settings.security_protocol.startswith("SASL"):
        assert settings.sasl_password is not None
        options["sasl_mechanism"] = settings.sasl_mechanism
        options["sasl_plain_username"] = settings.sasl_username
        options["sasl_plain_password"] = settings.sasl_password.get_secret_value()
    return options


def tls_context(settings: Settings) -> ssl.SSLContext:
    """Verify the brokers and, with a client certificate, show who we are. Raises FatalError for bad files."""
    try:
        context = ssl.create_default_context(cafile=settings.tls_ca_file)
        if settings.tls_certificate_file and settings.tls_key_file:
            secret = settings.tls_key_password
            password = secret.get_secret_value() if secret else None
            context.load_cert_chain(settings.tls_certificate_file, settings.tls_key_file, password)
    except OSError as error:
        raise FatalError(f"the TLS files cannot be used: {error}") from error
    return context
