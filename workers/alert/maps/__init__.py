"""Maps of control: read, compared with the one before, told as observations and as one alert."""
