"""Base: the PostgreSQL that comes with the project — where it lives, how it starts, who uses it, how it stops."""
