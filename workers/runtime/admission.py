"""Tell brokers that are away from brokers that do not let us in: clients report both as no connection."""

import ssl
from typing import Any

from aiokafka.conn import create_conn
from aiokafka.errors import (
    AuthenticationFailedError,
    AuthenticationMethodNotSupported,
    KafkaError,
    SaslAuthenticationFailed,
    UnsupportedSaslMechanismError,
)

from schemas.errors import FatalError
from workers.runtime.connection import client_options
from workers.runtime.settings import Settings

_TIMEOUT_MS = 5_000
_REFUSALS = (
    AuthenticationFailedError,
    AuthenticationMethodNotSupported,
    SaslAuthenticationFailed,
    UnsupportedSaslMechanismError,
    ssl.SSLCertVerificationError,
)


async def require_admission(settings: Settings) -> None:
    """Raises FatalError where a broker refuses the login, or shows a certificate that we do not trust."""
    options = client_options(settings, "admission")
    for server in options.pop("bootstrap_servers"):
        host, _, port = server.rpartition(":")
        try:
            connection = await create_conn(host, int(port), request_timeout_ms=_TIMEOUT_MS, **options)
        except _REFUSALS as error:
            raise FatalError(f"{_what(error, server, settings)}: {_reason(error)}") from error
        except (KafkaError, OSError):
            continue
        connection.close()


def _what(error: Exception, server: str, settings: Settings) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the certificate of {server} is not trusted (FRONTWATCH_TLS_CA_FILE)"
    return f"{server} refused the login of {settings.sasl_username}"


def _reason(error: Any) -> str:
    return error.verify_message if isinstance(error, ssl.SSLCertVerificationError) else str(error)
