"""What a site says about its owner: works, each with the places that tell of them. A view that rules ask for; nothing is guessed."""
