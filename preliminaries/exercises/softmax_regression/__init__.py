"""From scores to probabilities, the losses that go with them, and a classifier of digits."""
