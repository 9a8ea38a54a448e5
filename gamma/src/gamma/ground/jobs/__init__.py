"""Jobs: the queue and the clock, on the same PostgreSQL (procrastinate); each room declares its own `jobs`."""
