"""Drafts: what a person typed in a form and did not send yet, field by field: a closed browser loses one."""
