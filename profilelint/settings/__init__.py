"""Configuration files -> Settings."""
