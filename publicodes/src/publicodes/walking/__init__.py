"""After this stage an expression has its value in one situation, with its unit and its missing variables."""
