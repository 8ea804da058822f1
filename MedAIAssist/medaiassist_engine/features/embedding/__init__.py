"""What a trained network sees in an image, as features of fixed length."""
