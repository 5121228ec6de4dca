"""The post's file: written whole or not at all, never over somebody else's edit."""

from tui.publish.difference import unified
from tui.publish.post_file import ChangedOnDisk, PublishError, Written, read_post, sha256_of, write_post

__all__ = ["ChangedOnDisk", "PublishError", "Written", "read_post", "sha256_of", "unified", "write_post"]
