"""Where the next places help most: maximal covering, with a proof or with what is left to prove.

`solve.site` answers a `Question` with an `Answer`; the method is told in docs/siting.md. Pure, and
for the command line: only `proof` knows highspy, and no web worker may import it.
"""
