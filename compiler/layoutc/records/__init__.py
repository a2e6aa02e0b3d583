"""Records of a definition: their forms on the wire, samples of them, and what is wrong with a file of them."""
