"""Beginning a pack and drafting its entries: what a machine may propose, and never more."""
