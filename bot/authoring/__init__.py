"""What an editor does at a terminal: read documents, begin a pack, draft its entries."""
