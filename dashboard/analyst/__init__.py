"""The analyst's app: finished runs on screen."""
