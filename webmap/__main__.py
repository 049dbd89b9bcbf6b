"""`python -m webmap`."""

from webmap.cli import main

main()
