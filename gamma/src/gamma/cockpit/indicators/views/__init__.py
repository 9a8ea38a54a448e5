"""Views of the indicators: each declares the rights it asks for, fills in one form or shows one page."""
