"""Places by name: GeoNames' towns around the two archives and the world's cities, countries, and historic names."""

from extractors.gazetteer.lookup import PlaceMatch, lookup

__all__ = ["PlaceMatch", "lookup"]
