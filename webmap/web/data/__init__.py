"""Open files and `/healthz`: the data contract of docs/data.md."""
