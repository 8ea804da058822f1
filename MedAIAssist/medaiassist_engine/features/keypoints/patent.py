"""The patents on SURF, as the catalog and the notes of results state them. Standard library only.

What was found, and where:

- US 8,165,401 B2, "Robust interest point detector and descriptor": filed 30 April 2007, issued
  24 April 2012, estimated priority 28 April 2006, "active grant" (insight.rpxcorp.com).
- US 8,670,619, of the same title: issued 11 March 2014 (patentable.app).
- EP 1850270 and EP 2027558, of the same title: granted; Toyota Motor Europe, KU Leuven and ETH
  Zurich (patents.google.com).

A US patent ends 20 years after its first filing, later if its term was adjusted, earlier if fees
are not paid; neither was looked up at the patent offices. SIFT's,
US 6,711,293, expired on 6 March 2020 (patentcut.com).
"""

from __future__ import annotations

SURF_PATENT = (
    "SURF is patented (US 8,165,401 and US 8,670,619, EP 1850270 and EP 2027558); by the filing "
    "date the first may last until 30 April 2027 or later. Ask a lawyer before commercial use. "
    "SIFT's patent expired in March 2020."
)
