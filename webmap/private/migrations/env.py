"""Alembic's entry: the connection comes from `webmap.private.creation.migrate`."""

from alembic import context

from webmap.private.database import VERSION_TABLE
from webmap.private.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    version_table=VERSION_TABLE,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
