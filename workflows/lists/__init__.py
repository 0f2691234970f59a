"""The lists: everybody's day, what is open as a shift ends, and who wants none."""
