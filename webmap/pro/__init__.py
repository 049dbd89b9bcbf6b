"""The signed-in wing, under `/pro`: the only room with a key to the locked one."""
