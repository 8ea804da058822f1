"""Our category in Slicer's Sample Data module: data sets on which the tasks can be tried."""

from __future__ import annotations

from dataclasses import dataclass

from slicer.i18n import tr as _

CATEGORY = "MedAIAssist"
TESTING_DATA = "https://github.com/Slicer/SlicerTestingData/releases/download/SHA256/"
DATA_STORE = "https://github.com/Slicer/SlicerDataStore/releases/download/SHA256/"


@dataclass(frozen=True)
class Sample:
    """One data set of Slicer's own.

    File and node names are Slicer's too, so a file that it has downloaded before is used again,
    and its thumbnail is shown.
    """

    title: str
    node_name: str
    file_name: str
    sha256: str
    source: str = TESTING_DATA
    file_type: str | None = None

    @property
    def uri(self) -> str:
        return self.source + self.sha256


SAMPLES = (
    Sample(
        "MR head",
        "MRHead",
        "MR-head.nrrd",
        "cc211f0dfd9a05ca3841ce1141b292898b2dd2d3f08286affadf823a7e58df93",
    ),
    Sample(
        "CT chest",
        "CTChest",
        "CT-chest.nrrd",
        "4507b664690840abb6cb9af2d919377ffc4ef75b167cb6fd0f747befdb12e38e",
    ),
    Sample(
        "MR brain tumor 1",
        "MRBrainTumor1",
        "RegLib_C01_1.nrrd",
        "998cb522173839c78657f4bc0ea907cea09fd04e44601f17c82ea27927937b95",
    ),
    Sample(
        "MR brain tumor 2",
        "MRBrainTumor2",
        "RegLib_C01_2.nrrd",
        "1a64f3f422eb3d1c9b093d1a18da354b13bcf307907c66317e2463ee530b7a97",
    ),
    Sample(
        "CTA heart",
        "CTACardio",
        "CTA-cardio.nrrd",
        "3b0d4eb1a7d8ebb0c5a89cc0504640f76a030b4e869e33ff34c564c3d3b88ad2",
    ),
    Sample(
        "CTP heart (cine)",
        "CTPCardioSeq",
        "CTP-cardio.seq.nrrd",
        "7fbb6ad0aed9c00820d66e143c2f037568025ed63db0a8db05ae7f26affeb1c2",
        DATA_STORE,
        "SequenceFile",
    ),
)


def register() -> None:
    """Offer the samples in the Sample Data module; again is without effect."""
    from SampleData import SampleDataLogic

    SampleDataLogic.registerCustomSampleDataCategory(CATEGORY, title=_("MedAIAssist"))
    for sample in SAMPLES:
        SampleDataLogic.registerCustomSampleDataSource(
            category=CATEGORY,
            sampleName=sample.title,
            uris=sample.uri,
            fileNames=sample.file_name,
            nodeNames=sample.node_name,
            checksums=f"SHA256:{sample.sha256}",
            loadFileTypes=sample.file_type,
        )
