"""The owner's app: handing in a strike."""
