"""The public wing: pages and open files. Flask lives here; nothing private is ever imported."""
