"""The live recorder: two pages without words of the meeting, and the addresses that its scripts talk to (docs/recorder.md)."""
