"""Official PDF forms: read the field tree, fill, flatten, read back, picture, join.

Callers import the submodules (`fields`, `template`, `identify`, `read_back`, `render`,
`barcodes`, `errors`); importing this package loads nothing.
"""
