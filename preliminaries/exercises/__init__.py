"""The exercises, a module for each lecture."""
