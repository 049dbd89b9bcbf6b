"""The locked room: accounts, requests, referral lines, reveals and their log, encrypted at rest.

A database of its own; a public server runs without it. No table has a column for an address or a
position. Imports no other room, and neither the day nor the environment: they are passed in.
"""
