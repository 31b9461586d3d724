"""What every worker runs on. It keeps the guarantees, so that a worker's core need not know of Kafka."""
