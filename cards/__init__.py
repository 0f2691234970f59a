"""Domain values in, Block Kit out. Pure: the same value is always drawn the same."""
