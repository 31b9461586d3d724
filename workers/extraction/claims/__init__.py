"""What entitles a sentence to a claim, and how the claim is put together."""
