"""The dedupe worker: which articles are new, which are copies, which are later versions."""
