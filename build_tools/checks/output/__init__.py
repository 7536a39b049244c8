"""The built website, read once for all rules on it: see `site`."""
