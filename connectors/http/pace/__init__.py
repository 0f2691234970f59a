"""The pace of calls: allowances of two kinds, a fair queue, and those who come again later."""
