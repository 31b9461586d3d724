"""The contracts of frontwatch: messages, topics and what travels with them. Imports nothing else of ours."""
