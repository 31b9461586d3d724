"""Alerts in the formats of other people's tools: CAP 1.2, GeoJSON, CSV with HXL tags."""
