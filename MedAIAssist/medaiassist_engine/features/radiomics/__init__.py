"""Radiomics: numbers that describe the intensities, shape and texture of regions.

Names and settings are those of pyradiomics, definitions those of the IBSI. As a library::

    from medaiassist_engine.features.radiomics.extract import radiomics
    values = radiomics(image, mask, spacing=(3.0, 1.0, 1.0))  # arrays k, j, i; spacing likewise
    values["original_glcm_Contrast"]

Where pyradiomics differs from the IBSI this follows pyradiomics, so that published models hold:

- kurtosis is not the excess (the IBSI's is 3 less);
- bins of a fixed width begin at multiples of the width (the IBSI: at the lower limit of
  re-segmentation); percentiles are interpolated between voxels;
- resampled grids share a corner with the image's (the IBSI: the centre), masks are resampled by
  nearest neighbour, and integer images stay integers;
- the Laplacian of Gaussian is multiplied by sigma² and computed by ITK's recursive filter;
- slices taken one by one (force2D) share one matrix per direction.

Where it differs from pyradiomics 3.1:

- a value that is 0/0 is undefined, with the reason, instead of a convention (skewness 0,
  correlation 1, coarseness 10^6 of a constant region);
- axis lengths use the sample's covariance, as the IBSI's reference values do: larger by
  1 / (2 voxels);
- the mesh is closed (skimage's marching cubes). pyradiomics' has holes where voxels touch by
  edges or corners only; there its volume depends on where the mask lies;
- with re-segmentation the shape is that of the whole mask, while pyradiomics cuts it to the box of
  the voxels kept;
- axis lengths below rounding are 0.

Wavelet bands and the diameters called Slice, Column and Row belong to the array's axes, as in
pyradiomics; nothing else depends on how the array lies in space.
"""
