"""The directory: public records of those who protect. Pure: no Flask, SQLAlchemy, Folium, files of
the machine only through the paths it is given, no clock but the `as_of` it is given."""
