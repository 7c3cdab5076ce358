"""The live recorder: two pages without content of the meeting, and the JSON endpoints for their scripts (docs/recorder.md)."""
