"""Pure writers: rows in, bytes out. The same ones serve the pages and the command line.

No time of making ever enters a file: the same rows give the same bytes.
"""
