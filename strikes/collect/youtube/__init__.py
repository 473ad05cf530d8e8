"""The YouTube Data API v3: published by Google, asked with your own key or an owner's permission (docs/youtube.md).

Terms: https://developers.google.com/youtube/terms/developer-policies. Costs units of a daily quota: one call, one unit,
however many of its 50 channels or videos are there; 10,000 units and 100 searches a day.
"""
