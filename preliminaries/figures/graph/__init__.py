"""The computational graph: recorded from torch or from a text, put into layers, drawn."""
