"""``/review``: curators decide who is who, by the functions of ``kg.review``, behind a login."""
