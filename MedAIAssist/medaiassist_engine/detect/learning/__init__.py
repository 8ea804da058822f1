"""What detection networks are trained with: anchors, matching, coding, RoIAlign; in torch."""
