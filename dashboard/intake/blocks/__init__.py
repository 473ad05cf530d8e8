"""Parts that several pages of the owner's app show."""
