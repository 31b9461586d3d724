"""Write the access control list of `schemas.access` to a cluster."""

from collections.abc import Iterable
from typing import Any

from aiokafka.errors import for_code
from aiokafka.protocol.admin import CreateAclsRequest

from schemas.access import Grant, principal
from schemas.errors import FatalError
from workers.runtime.provision import administration
from workers.runtime.settings import Settings

_RESOURCES = {"topic": 2, "group": 3}
_OPERATIONS = {"Read": 3, "Write": 4, "DescribeConfigs": 10}
_LITERAL, _ALLOW, _ANY_HOST = 3, 3, "*"


async def apply_access(settings: Settings, grants: Iterable[Grant]) -> None:
    """Give each grant to its principal; what is there already stays.

    Raises KafkaError when no broker answers, FatalError when one refuses.
    """
    async with administration(settings) as admin:
        for grant in grants:
            await _create(admin, grant)


async def _create(admin: Any, grant: Grant) -> None:
    request = CreateAclsRequest(
        resource_type=_RESOURCES[grant.resource],
        resource_name=grant.name,
        resource_pattern_type_filter=_LITERAL,
        principal=f"User:{principal(grant.role)}",
        host=_ANY_HOST,
        operation=_OPERATIONS[grant.operation],
        permission_type=_ALLOW,
    )
    response = await admin._send_to_controller(request)
    for code, reason in response.creation_responses:
        if code:
            raise FatalError(
                f"{principal(grant.role)} could not be given {grant.operation} on {grant.resource} "
                f"{grant.name}: {reason or for_code(code).__name__}"
            )
