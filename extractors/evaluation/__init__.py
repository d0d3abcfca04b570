"""How well names and dates are found: strict scores with intervals, by set, label, tier and band of scanning errors."""
