"""What a model says of itself: explanations of a result, questions still to be asked, pages of documentation.

Nothing is computed here but through the walker; nothing of a model is changed.
"""
