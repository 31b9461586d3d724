"""How large a settlement is taken to be: a disc by its population, or by what it is where nobody counted.

The curve runs through what a village of 500 people (some 1.1 km²) and Kharkiv (1.4 million, some 350 km²)
cover; it gives Bakhmut 3.6 km, Kramatorsk 4.6 km and Kupiansk 2.5 km.
"""

_VILLAGE_KM, _VILLAGE_PEOPLE, _GROWTH = 0.6, 500, 0.36
LEAST_KM, MOST_KM = 0.5, 11.0
_BY_FEATURE = {"city": 3.0, "town": 2.0, "urban-settlement": 1.2}


def radius_km(population: int, feature: str) -> float:
    """The disc's radius; `population` 0 where it is not known, `feature` as the gazetteer calls it."""
    if population <= 0:
        return _BY_FEATURE.get(feature, _VILLAGE_KM)
    grown: float = _VILLAGE_KM * (population / _VILLAGE_PEOPLE) ** _GROWTH
    return min(MOST_KM, max(LEAST_KM, grown))
