"""Bilan: facts become figures and verdicts (computing), a document (composing), and four formats (printing).

What is computed holds no words of ours: codes, numbers, and the texts of the facts in both languages. It can be frozen,
hashed, compared, and said again in either language.
"""
