"""Programme: editions, the products enrolled in them, their sponsors, selection criteria, levers and sources."""
