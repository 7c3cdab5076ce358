"""Reports: checklist, draft, review and approval, publication, lateness."""
