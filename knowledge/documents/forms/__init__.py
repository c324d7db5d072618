"""How documents print who speaks, and cutting them accordingly."""
