"""Files of boxes: COCO, Pascal VOC, YOLO and tables in mm."""
