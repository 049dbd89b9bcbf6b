"""`/couverture`: where the network has holes, as a table, a map and a file."""
