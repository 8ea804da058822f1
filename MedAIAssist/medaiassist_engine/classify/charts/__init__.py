"""Charts that judge a classifier."""
