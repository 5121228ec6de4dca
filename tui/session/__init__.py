"""An open library, and every verb as one function. No Textual, no click."""
