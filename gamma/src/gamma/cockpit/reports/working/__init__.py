"""Working: the pages of the reports for those who take part – the sponsor's, the keys of a product, letters stopped."""
