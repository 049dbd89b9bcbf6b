"""The open directory and map of those who protect minors from sexual exploitation in France."""

__version__ = "0.1.0"
