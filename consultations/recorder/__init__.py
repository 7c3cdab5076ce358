"""The live recorder: state for devices, their messages, the speaker queue, clocks."""
