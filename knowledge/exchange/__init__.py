"""Packs in other programs' formats, and one pack held against another."""
