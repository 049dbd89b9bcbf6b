"""Benchmarks: medians and ratios in one run, on real servers. Never part of `make test`."""
