"""Manifest: what a backup says of itself: by which code it was made, when, and the digest of everything in it."""

import re
from datetime import datetime
from pathlib import PurePosixPath

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from pydantic import BaseModel, ConfigDict, Field, field_validator

from gamma.ground.version import installed

FORMAT = 1
NAME = "manifest.json"
BASE = "base.dump"
FILES = "media"
FORMATS = re.compile(r"gamma-backup/(\d{1,9})")


class Member(BaseModel):
    """A file of the backup."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str
    size: int = Field(ge=0)
    sha256: str

    @field_validator("name")
    @classmethod
    def _stays_inside(cls, name: str) -> str:
        parts = PurePosixPath(name).parts
        if name != BASE and (
            parts[:1] != (FILES,) or len(parts) < 2 or ".." in parts or str(PurePosixPath(name)) != name
        ):
            raise ValueError(f"{name!r} has no place in a backup")
        return name


class Manifest(BaseModel):
    """The first thing that is read of a backup; `migrations` are those that its base had."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    format: str = f"gamma-backup/{FORMAT}"
    version: str
    made: datetime
    migrations: list[str]
    members: list[Member]


def manifest(members: list[Member], *, made: datetime) -> Manifest:
    """That of a backup of this base, by this code."""
    return Manifest(version=installed(), made=made, migrations=sorted(applied()), members=members)


def applied() -> set[str]:
    """The migrations that the base has."""
    return {f"{app}.{name}" for app, name in MigrationLoader(connection).applied_migrations}


def known() -> set[str]:
    """The migrations that this code has."""
    return {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
