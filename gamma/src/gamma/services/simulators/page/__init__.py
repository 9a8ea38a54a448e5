"""Page: a simulator as a person meets it: amounts to change, figures, the next question, and what is assumed."""
