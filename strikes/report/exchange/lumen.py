"""Submissions to Lumen, one per claim, as its API takes them (a token is asked of team@lumendatabase.org).

Fields: https://github.com/berkmancenter/lumendatabase/wiki/Lumen-API-Documentation. Lumen is public:
whatever the pack's recipient, only claims that may be published go in, and of names only those of organisations.
"""

from __future__ import annotations

from typing import Any

from strikes.report.case import Row
from strikes.report.exchange import dumped, watch_url
from strikes.report.pack import Pack

_PRIVATE = "Private person (name withheld)"


def to_lumen(pack: Pack) -> bytes:
    """Return the submissions of a pack and how many claims were left out of them."""
    public = [row for row in pack["claims"] if row["may_publish"]]
    notices = [_notice(row, pack) for row in public] or ([_pattern(pack)] if not pack["claims"] else [])
    return dumped({"notices": notices, "left_out": len(pack["claims"]) - len(public)})


def _notice(row: Row, pack: Pack) -> dict[str, Any]:
    shown = row["as_shown"] if row["is_organisation"] else None
    address = watch_url(row["video_id"])
    work = {
        "description": row["work_title"] or "not named",
        "kind": "video",
        "infringing_urls_attributes": [{"url": address}] if address else [],
        "copyrighted_urls_attributes": [{"url": row["work_url"]}] if row["work_url"] else [],
    }
    return {
        "notice": {
            "title": f"YouTube copyright claim {row['claim']} of pack {pack['about']['pack']}",
            "type": "DMCA",
            "subject": row["demand"].replace("_", " "),
            "date_sent": (row["claimed_at"] or "")[:10] or None,
            "source": "strikes",
            "action_taken": "No" if row["outcome"] in ("invalid", "retracted", "reinstated") else "Yes",
            "tag_list": "youtube",
            "body": f"Outcome: {row['outcome']}. {pack['story']['caution']}",
            "works_attributes": [work],
            "entity_notice_roles_attributes": [
                _role("recipient", "YouTube", "organization"),
                _role("sender", shown or _PRIVATE, "organization" if shown else "individual"),
            ],
        }
    }


def _pattern(pack: Pack) -> dict[str, Any]:
    """Return the figures of a public pack as one submission without any case in it."""
    story = pack["story"]
    return {
        "notice": {
            "title": story["headline"],
            "type": "Other",
            "subject": "Pattern of copyright claims",
            "source": "strikes",
            "body": "\n".join([story["outcomes"], *story["bands"], *story["why"], *story["unknown"], story["caution"]]),
            "works_attributes": [{"description": "not named", "kind": "video"}],
            "entity_notice_roles_attributes": [_role("recipient", "YouTube", "organization")],
        }
    }


def _role(name: str, who: str, kind: str) -> dict[str, Any]:
    return {"name": name, "entity_attributes": {"name": who, "kind": kind}}
