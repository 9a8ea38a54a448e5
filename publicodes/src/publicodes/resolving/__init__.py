"""After this stage every reference knows its rule, and every replaced reference what stands in its place."""
