"""Surveys: the questionnaires of a product, asked in waves; answers are kept as counts, and belong to nobody.

`scores` says what a score is, `questionnaire` makes of the questions a form that anyone may fill in without scripts.
"""
