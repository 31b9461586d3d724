"""The rules of belief and alerts, as tables that an expert of the field can read and correct.

`rules`: what one word does. `agreement`: what words do together. `events`: what an event means to an alert.
`windows`: how long things matter. Everything else in this room is bookkeeping around these tables. The
sources that they name are sections of the design ("Alerts worth waking up for"); certainty, severity and
urgency are those of CAP 1.2 (OASIS, section 3.2.2).
"""
