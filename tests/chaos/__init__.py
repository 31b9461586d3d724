"""Nothing lost, nothing doubled: faults thrown at all workers on a real Kafka, and what came out compared."""
