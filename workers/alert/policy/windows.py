"""How long words, episodes and challenges matter, and what is history."""

from datetime import timedelta

REVERSAL_WINDOW = timedelta(days=7)
"""Two reversals within it make the place contested (design: lifecycle)."""
CHALLENGE_WINDOW = timedelta(days=7)
"""A statement of holding answers a challenge at most this old (design: starting belief)."""
CORROBORATION_WINDOW = timedelta(days=7)
"""Words of one kind of event this close together are taken to speak of the same one (design silent)."""
QUIET = timedelta(days=14)
"""An episode without a new word for so long is over (design: families and episodes)."""
LATE = timedelta(days=14)
"""Published so long before the newest word on the place: history, which is corrected silently.

The design says "long ago" and gives no figure; an episode's life is taken, so that words of one episode may
arrive in any order.
"""
REMEMBERED = timedelta(days=30)
"""An event stated to lie so long before its publication is remembered, not reported: it raises nothing."""
PAST = timedelta(days=14)
"""An alert whose newest report is older at arrival has the urgency `past` and its date in the headline."""
NAMING_WINDOW = timedelta(hours=24)
"""`location_named` is raised once per place within it, by record time."""
OPEN_ENDED = timedelta(days=366)
"""How far off `expires_at` of a contested capture lies, which does not close by time: a year."""
ROUTINE_MEMORY = timedelta(days=14)
"""A bulletin line alerts where the place, or this kind of event at it, did not appear for so long."""
REFRESH = timedelta(days=3)
"""An alert that goes on is published again when its `expires_at` is this near."""
