"""After this stage the targets are a straight-line program over the inputs that vary: the same walk as walking's, with
symbols for these inputs. What does not depend on them is computed here, once."""
