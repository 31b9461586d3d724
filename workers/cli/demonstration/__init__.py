"""The demo: a broker, four worker processes and the samples, from nothing to alerts and back to nothing."""
