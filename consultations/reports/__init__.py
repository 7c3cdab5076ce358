"""After a meeting: checklist, draft, review steps, publication, late reports."""
