"""Shares a group's partitions out only when all of its topics are seen."""

from typing import Any

from faust.assignor import PartitionAssignor

from schemas.errors import FatalError


class UnseenTopicsError(FatalError):
    """The brokers' metadata, as this worker has it, lacks topics that its group reads."""


class WholeAssignor(PartitionAssignor):
    """Faust's assignor, which would share out the topics it sees and no others.

    A broker that has just started may not name all topics yet. Whoever leads the group at that moment would
    leave every member without partitions: live, ready and idle, until the metadata is asked for again (found
    by the chaos run). The worker stops instead, and another member leads.
    """

    def assign(self, cluster: Any, member_metadata: Any) -> Any:
        """Called by aiokafka in the consumer's thread. Raises UnseenTopicsError, which stops the worker."""
        read = {topic for member in member_metadata.values() for topic in member.subscription}
        unseen = sorted(topic for topic in read if not cluster.partitions_for_topic(topic))
        if unseen:
            error = UnseenTopicsError(
                f"the brokers do not name these topics now: {', '.join(unseen)}; start the worker again, "
                "and if it stays so, see `frontwatch topics check`"
            )
            app: Any = self.app
            app.failure.get_loop().call_soon_threadsafe(app.fail, error)
            raise error
        return super().assign(cluster, member_metadata)
