"""What one person sees: their desk, their home tab, suggestions while they type."""
