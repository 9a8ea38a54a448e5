"""Services: the three public services, strangers to each other (simulators, rental files, aids). Declared, empty."""
