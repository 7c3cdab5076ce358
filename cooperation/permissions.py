"""Rights for programmes, trainings, networks and partnerships. That an author may not approve is no right but a rule."""
