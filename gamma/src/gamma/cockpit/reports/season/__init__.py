"""Season: the product's own file format — read with positions, checked, loaded, exported, packaged as open data."""
