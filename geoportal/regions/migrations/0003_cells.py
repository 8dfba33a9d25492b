"""A grid over the dongs, by which most points are placed without a look at a polygon."""

import django.db.models.deletion
from django.db import migrations, models

from geoportal.core.sql import statement

FUNCTION = """
-- The number of the cell of a grid (0.0025 degrees of longitude, 0.002 of latitude) in which a point lies.
CREATE FUNCTION regions_cell(lat float8, lon float8) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN floor(lon / 0.0025)::bigint * 1000000 + floor(lat / 0.002)::bigint;
"""


def fill(apps, schema_editor):
    """The cells of the dongs that stand."""
    dongs = list(apps.get_model("regions", "Region").objects.filter(level=4).values_list("pk", flat=True))
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(statement("regions/cut_cells"), {"regions": dongs, "dong": 4})
        cursor.execute(statement("regions/share_cells"))


class Migration(migrations.Migration):

    dependencies = [("regions", "0002_registered_foreigners")]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION regions_cell (float8, float8);"),
        migrations.CreateModel(
            name="RegionCell",
            fields=[
                ("pk", models.CompositePrimaryKey("cell", "region_id", blank=True, editable=False, primary_key=True, serialize=False)),
                ("cell", models.BigIntegerField()),
                ("region", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="cells", to="regions.region")),
                ("alone", models.BooleanField()),
            ],
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
