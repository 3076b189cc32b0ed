"""One module per balance protocol: a pure parser of bytes, and one class that converses."""
