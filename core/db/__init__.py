"""What PostgreSQL holds for every domain: states, outbox, quotas, optimistic lock, constraint messages."""
