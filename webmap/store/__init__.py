"""The public database: what `webmap init` builds from `resources/` and every worker reads.

The only room, with the locked one to come, that opens a database.
"""
