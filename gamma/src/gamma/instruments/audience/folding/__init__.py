"""Folding: from the events of a day, and from who came, to counts. Done again, it gives the same counts."""
