"""The pages of the owner's app, one question each."""
