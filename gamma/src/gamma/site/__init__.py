"""Site: the doors of the house — addresses, menus, home and legal pages."""
