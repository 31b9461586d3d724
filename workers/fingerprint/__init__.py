"""The fingerprint worker: from an article as sent to clean text, its language and its signature."""
