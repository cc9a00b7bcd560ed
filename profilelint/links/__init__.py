"""The web half of link checking: addresses -> answers. It asks, judges and remembers; of pages it knows nothing."""
