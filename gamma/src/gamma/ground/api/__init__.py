"""API: what those of all rooms share – a body read strictly, a refusal in three parts, a fair share for each caller."""
