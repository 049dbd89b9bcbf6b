"""The analysis: where the network has holes. Pure: no Flask, SQLAlchemy or Folium, no clock."""
