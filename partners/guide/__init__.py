"""The participatory guide (دليل عمل تشاركي): chapters, and what associations suggest for their paragraphs (ADR 46)."""
