"""Audience: visits, unique visitors and gestures of a product, counted without following anyone.

`collecting` receives events and answers once they are durable; `folding` makes counts of them, which everything else
reads. What is counted without consent and what is counted with it live apart and are never joined (decision 12).
"""
