"""Running: the `gamma` command and the supervisor that starts, watches and stops the base, the web and the worker."""
