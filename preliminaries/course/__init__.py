"""Which lectures and exercises there are, and where everything lies."""
