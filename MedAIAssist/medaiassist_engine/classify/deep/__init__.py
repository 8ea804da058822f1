"""Networks that classify images: training, saving, applying and explaining them."""
