"""Django's PostGIS backend with kept connections that are waited for."""
