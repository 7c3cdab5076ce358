"""How large, how many, how deep. Sizes in bytes."""

MIB = 1024 * 1024

LARGEST = 10 * MIB
MOST = 8

# Images: as announced in the file, before anything is decoded; then as kept.
PIXELS = 40_000_000
LONGEST_SIDE = 2560
# A progressive JPEG can ask for a pass over the whole image with every few bytes; cameras write about ten.
SCANS = 40
COLOUR_PROFILE = 2 * MIB

# Of a document that is shown as pictures.
PAGES = 40

# Documents that are zip archives.
ZIP_ENTRIES = 5_000
UNPACKED = 100 * MIB
RATIO = 200
SMALL_ENTRY = MIB
CONTENT_TYPES = 256 * 1024
# Of all parts in XML but the cells of a spreadsheet, which are read for active content.
XML_UNPACKED = 40 * MIB
