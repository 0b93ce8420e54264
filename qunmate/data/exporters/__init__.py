"""One file per kind of export: frozen values in, a file's bytes out. No pictures."""
