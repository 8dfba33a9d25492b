"""Addresses of the desk, below /cms/translations/."""

from django.urls import path

from geoportal.translation.desk import file_views, views

urlpatterns = [
    path("", views.dashboard, name="translation_dashboard"),
    path("export/", file_views.export, name="translation_export"),
    path("import/", file_views.take_file, name="translation_import"),
    path("minor/<int:version_id>/", views.minor, name="translation_minor"),
    path("<int:source_id>/<slug:language>/", views.editor, name="translation_editor"),
    path("<int:source_id>/<slug:language>/machine/", file_views.run_machine, name="translation_machine"),
]
