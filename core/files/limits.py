"""Limits of uploaded files. Sizes in bytes."""

MIB = 1024 * 1024

MAX_FILE_BYTES = 10 * MIB
MAX_FILES = 8

# Images: pixels as declared in the file, checked before decoding; then the longest side of the stored image.
PIXELS = 40_000_000
LONGEST_SIDE = 2560
# Scans of a progressive JPEG: each one is a pass over the whole image and needs only a few bytes; cameras write about ten.
SCANS = 40
COLOUR_PROFILE = 2 * MIB

# A document that is shown as pictures of its pages.
PAGES = 40

# Documents that are zip archives.
ZIP_ENTRIES = 5_000
UNPACKED = 100 * MIB
RATIO = 200
SMALL_ENTRY = MIB
CONTENT_TYPES = 256 * 1024
# All XML parts that are searched for active content: all but the worksheets of a spreadsheet.
XML_UNPACKED = 40 * MIB
