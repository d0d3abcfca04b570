"""The image service of a scan: Image API 3.0 at level 0, whole images in the sizes that are there and nothing else."""

from __future__ import annotations

from kg.page_images.index import PageImage
from sparql_endpoint.iiif.words import Json


def info_of(service: str, image: PageImage) -> Json:
    """``info.json``. service: its address."""
    largest = image.sizes[0]
    return {
        "@context": "http://iiif.io/api/image/3/context.json",
        "id": service,
        "type": "ImageService3",
        "protocol": "http://iiif.io/api/image",
        "profile": "level0",
        "width": largest.width,
        "height": largest.height,
        "sizes": [{"width": one.width, "height": one.height} for one in reversed(image.sizes)],
    }


def place_of_size(image: PageImage, size: str) -> int | None:
    """Which copy ``max`` or ``w,h`` means; None for a size that there is not."""
    if size == "max":
        return 0
    known = [f"{one.width},{one.height}" for one in image.sizes]
    return known.index(size) if size in known else None
