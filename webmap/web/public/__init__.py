"""The public pages. Complete HTML without scripts; no cookie, no log of what is asked."""
