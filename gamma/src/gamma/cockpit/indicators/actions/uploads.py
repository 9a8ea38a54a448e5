"""Uploads: a file of readings is kept for as long as its person looks at what it would come to, a day at most."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from gamma.cockpit.indicators.models import Upload
from gamma.cockpit.programme.models import Enrolment
from gamma.ground.accounts.models import Person

KEPT = timedelta(days=1)


def keep_upload(name: str, body: bytes, *, layout: Mapping[str, Any], enrolment: Enrolment, by: Person) -> Upload:
    """Keep a file that was brought; the one brought before for the same product goes."""
    Upload.objects.filter(enrolment=enrolment, person=by).delete()
    return Upload.objects.create(name=name[-200:], body=body, layout=dict(layout), enrolment=enrolment, person=by)


def lay_upload(upload: Upload, *, layout: Mapping[str, Any]) -> Upload:
    """Note how a file is to be read."""
    upload.layout = dict(layout)
    upload.save(update_fields=["layout"])
    return upload


def forget_uploads(now: datetime) -> int:
    """Remove the files nobody confirmed within a day; return how many."""
    return Upload.objects.filter(brought_at__lt=now - KEPT).delete()[0]
