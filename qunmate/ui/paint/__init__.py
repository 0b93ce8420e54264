"""The digest as pages: one layout for the long picture, the PDF and the preview."""
