"""How close an image is to the truth."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from skimage.metrics import peak_signal_noise_ratio, structural_similarity

RANGE = 1000.0


def quality(truth: NDArray[Any], image: NDArray[Any]) -> tuple[float, float]:
    """PSNR in dB and mean SSIM (Wang et al., 2004), both over the whole volume."""
    a, b = truth.astype(np.float32), image.astype(np.float32)
    psnr = peak_signal_noise_ratio(a, b, data_range=RANGE)
    ssim = structural_similarity(a, b, data_range=RANGE)
    return float(psnr), float(ssim)
