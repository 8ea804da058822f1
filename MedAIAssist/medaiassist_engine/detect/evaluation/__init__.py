"""How well boxes are found: COCO and VOC average precision, FROC."""
