"""How far the speaker stands behind an event: polarity, reality, currency, hedges."""
