"""The command line: one verb, one file. What is printed for people is in English; rules and values speak French."""
