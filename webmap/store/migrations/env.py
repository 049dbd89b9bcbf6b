"""Alembic's entry: the connection comes from `webmap.store.database.migrate`."""

from alembic import context

from webmap.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
