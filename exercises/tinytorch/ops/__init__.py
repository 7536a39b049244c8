"""The table of operations: each file holds forwards with their vector-Jacobian products beside them."""
