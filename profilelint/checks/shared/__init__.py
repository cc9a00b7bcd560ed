"""What checks of several families use."""
