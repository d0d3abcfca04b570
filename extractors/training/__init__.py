"""Training of the taggers from public data: ``python -m extractors.training``. Not needed to run Sunqar."""
