"""Classification of cases from features and clinical values, and its validation."""
