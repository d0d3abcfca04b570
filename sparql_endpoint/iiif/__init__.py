"""IIIF: Presentation 3 manifests of records, static images at level 0 of Image API 3, Content Search 2."""
