"""After this stage a program has its answers: printings run over blocks of rows, what they cannot follow is walked."""
