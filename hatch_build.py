"""Build hook: front-end parts from npm, by lock file, copied into the wheel. Never committed, never from a CDN."""

from __future__ import annotations

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontEndHook(BuildHookInterface):
    """Replaced by the portal's own steps."""
