"""Mail: a template, whose first line is the subject, sent by the worker once what it tells of is recorded."""
