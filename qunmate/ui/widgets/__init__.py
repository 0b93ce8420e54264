"""Small widgets and cell painters that several tabs use."""
