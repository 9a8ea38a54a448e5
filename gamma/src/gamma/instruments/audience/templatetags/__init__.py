"""Tags that pages of any room may use to be measured."""
