"""Data: the bilan for machines, with what proves it and what was corrected since."""

import json
from typing import Any

from gamma.cockpit.reports.bilan.showing import Shown

FORMAT = "gamma-bilan/1"


def data(shown: Shown) -> bytes:
    """The JSON of a bilan."""
    return json.dumps(_described(shown), ensure_ascii=False, indent=1).encode()


def _described(shown: Shown) -> dict[str, Any]:
    report = shown.report
    return {
        "format": FORMAT,
        "digest": f"sha256:{shown.digest}",
        **({"draft": True} if shown.written else {}),
        "published_at": report.published_at.isoformat() if report else None,
        "corrections": [
            {
                "key": notice.key,
                "before": notice.before,
                "after": notice.after,
                "reason": notice.reason,
                "noticed_at": notice.noticed_at.isoformat(),
                **({"kind": notice.kind, "by": notice.by} if notice.by else {}),
            }
            for notice in shown.notices
        ],
        "bilan": shown.content,
    }
