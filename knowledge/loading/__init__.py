"""From a folder of YAML to a knowledge base, or to every fault in it."""
