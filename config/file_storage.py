"""The storage for uploaded files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from config.environment import required


def private_files(data: Path, *, for_group: bool) -> dict[str, Any]:
    """The storage for uploaded files: in ``data``, or in an S3 object store. ``for_group``: the group may read and write them."""
    bucket = os.environ.get("FILES_S3_BUCKET", "")
    if bucket:
        return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {"bucket_name": bucket, **object_store()}}
    modes = (0o660, 0o770) if for_group else (0o600, 0o700)
    names = ("file_permissions_mode", "directory_permissions_mode")
    return {
        "BACKEND": "core.files.storage.Folder",
        "OPTIONS": {"location": data / "files", **dict(zip(names, modes, strict=True))},
    }


def object_store() -> dict[str, Any]:
    """No public files, no signed URLs, and short timeouts."""
    from botocore.config import Config  # type: ignore[import-untyped]

    return {
        "endpoint_url": os.environ.get("FILES_S3_ENDPOINT") or None,
        "region_name": os.environ.get("FILES_S3_REGION") or None,
        "access_key": required("FILES_S3_ACCESS_KEY"),
        "secret_key": required("FILES_S3_SECRET_KEY"),
        "default_acl": "private",
        "querystring_auth": False,
        "file_overwrite": True,
        "client_config": Config(
            signature_version="s3v4",
            s3={"addressing_style": "path"},
            connect_timeout=3,
            read_timeout=15,
            retries={"total_max_attempts": 2},
            # Not every object store supports the newer checksums.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    }
