"""How Debian's Chromium is started, by the tests and by the benchmarks."""

from __future__ import annotations

from typing import Final

#: Panels that the address bar makes ready for each window, in processes of their own: two thirds
#: of a short test's processor time, and as much noise in a measure.
_PANELS: Final = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup")
#: What Playwright turns off: of two such switches Chromium hears the last alone.
_AS_BEFORE: Final = (
    "AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "LensOverlay", "MediaRouter",
    "NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding", "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)  # fmt: skip

ARGUMENTS: Final = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join((*_AS_BEFORE, *_PANELS))}",
]
