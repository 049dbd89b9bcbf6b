"""GeoJSON as RFC 7946 has it: WGS84, longitude first, `geometry: null` where there is no place."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

#: Decimals of a degree kept for a point: about a metre.
POINT_DECIMALS = 5

Geometry = Mapping[str, Any] | None
Feature = tuple[Mapping[str, Any], Geometry]


def feature_collection(features: Iterable[Feature]) -> bytes:
    """Features given as (properties, geometry) pairs; a property `id` is the feature's id too."""
    return dump({"type": "FeatureCollection", "features": [_feature(*pair) for pair in features]})


def point(longitude: float, latitude: float) -> Geometry:
    """A Point geometry."""
    return {
        "type": "Point",
        "coordinates": [round(longitude, POINT_DECIMALS), round(latitude, POINT_DECIMALS)],
    }


def dump(value: Any) -> bytes:
    """Compact JSON in UTF-8, keys in the order given.

    Raises ValueError for NaN and infinities: JSON has none, and a figure must not be one.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode()


def _feature(properties: Mapping[str, Any], geometry: Geometry) -> dict[str, Any]:
    feature: dict[str, Any] = {"type": "Feature"}
    if "id" in properties:
        feature["id"] = properties["id"]
    return {**feature, "geometry": geometry, "properties": dict(properties)}
