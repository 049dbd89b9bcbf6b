"""The directory: records, lines by territory, searches, requests, ready scripts."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "origin",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_origin")),
    )
    op.create_table(
        "reach",
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("territory", sa.Text(), nullable=False),
        sa.Column("reachable", sa.Text(), nullable=False),
        sa.Column("free", sa.Text(), nullable=False),
        sa.Column("on_bill", sa.Text(), nullable=False),
        sa.Column("hours_fr", sa.Text(), nullable=False),
        sa.Column("hours_en", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_url", sa.Text(), nullable=False),
        sa.Column("source_date", sa.Text(), nullable=False),
        sa.Column("seen_on", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("line", name=op.f("pk_reach")),
    )
    op.create_table(
        "ready",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_ready")),
    )
    op.create_table(
        "record",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("operator", sa.Text(), nullable=False),
        sa.Column("summary_fr", sa.Text(), nullable=False),
        sa.Column("summary_en", sa.Text(), nullable=False),
        sa.Column("kinds", sa.Text(), nullable=False),
        sa.Column("audiences", sa.Text(), nullable=False),
        sa.Column("age_min", sa.Text(), nullable=False),
        sa.Column("age_max", sa.Text(), nullable=False),
        sa.Column("genders", sa.Text(), nullable=False),
        sa.Column("admission", sa.Text(), nullable=False),
        sa.Column("access_fr", sa.Text(), nullable=False),
        sa.Column("access_en", sa.Text(), nullable=False),
        sa.Column("confidentialite", sa.Text(), nullable=False),
        sa.Column("transmits_fr", sa.Text(), nullable=False),
        sa.Column("transmits_en", sa.Text(), nullable=False),
        sa.Column("qui_repond", sa.Text(), nullable=False),
        sa.Column("hours", sa.Text(), nullable=False),
        sa.Column("hours_date", sa.Text(), nullable=False),
        sa.Column("night_weekend", sa.Text(), nullable=False),
        sa.Column("languages", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("phone_verified_on", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("website", sa.Text(), nullable=False),
        sa.Column("chat_url", sa.Text(), nullable=False),
        sa.Column("deaf_access_fr", sa.Text(), nullable=False),
        sa.Column("deaf_access_en", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("commune_code", sa.Text(), nullable=False),
        sa.Column("territory", sa.Text(), nullable=False),
        sa.Column("latitude", sa.Text(), nullable=False),
        sa.Column("longitude", sa.Text(), nullable=False),
        sa.Column("precision", sa.Text(), nullable=False),
        sa.Column("place_basis", sa.Text(), nullable=False),
        sa.Column("consent_precision", sa.Text(), nullable=False),
        sa.Column("consent_on", sa.Text(), nullable=False),
        sa.Column("consent_by", sa.Text(), nullable=False),
        sa.Column("covers", sa.Text(), nullable=False),
        sa.Column("origine_acceptee", sa.Text(), nullable=False),
        sa.Column("delay", sa.Text(), nullable=False),
        sa.Column("capacity", sa.Text(), nullable=False),
        sa.Column("capacity_on", sa.Text(), nullable=False),
        sa.Column("court_type", sa.Text(), nullable=False),
        sa.Column("court_of_appeal", sa.Text(), nullable=False),
        sa.Column("designation_known_on", sa.Text(), nullable=False),
        sa.Column("protocol_courts", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("valid_until", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_url", sa.Text(), nullable=False),
        sa.Column("source_date", sa.Text(), nullable=False),
        sa.Column("seen_on", sa.Text(), nullable=False),
        sa.Column("verified_on", sa.Text(), nullable=False),
        sa.Column("verified_by", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record")),
    )
    op.create_index(op.f("ix_record_category"), "record", ["category"], unique=False)
    op.create_table(
        "request",
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("territory", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("need", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Text(), nullable=False),
        sa.Column("asked_whom", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("line", name=op.f("pk_request")),
    )
    op.create_table(
        "search",
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("territory", sa.Text(), nullable=False),
        sa.Column("searched_on", sa.Text(), nullable=False),
        sa.Column("queries", sa.Text(), nullable=False),
        sa.Column("found", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("line", name=op.f("pk_search")),
    )


def downgrade() -> None:
    op.drop_table("search")
    op.drop_table("request")
    op.drop_index(op.f("ix_record_category"), table_name="record")
    op.drop_table("record")
    op.drop_table("ready")
    op.drop_table("reach")
    op.drop_table("origin")
