"""After this stage a program can run: printed once for NumPy over columns, once for plain Python on one situation."""
