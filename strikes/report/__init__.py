"""What leaves the house: dossiers, letters, packs, each checked for what it may say."""
