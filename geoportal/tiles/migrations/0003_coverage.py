"""Coverage tiles are drawn anew after each coverage run."""

from django.db import migrations

TRIGGER = """
CREATE TRIGGER tiles_coverage AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON coverage_coveragerun
    FOR EACH STATEMENT EXECUTE FUNCTION tiles_layer_changed('coverage');
"""


class Migration(migrations.Migration):
    dependencies = [("tiles", "0002_compare_anew"), ("coverage", "0001_initial")]
    operations = [migrations.RunSQL(TRIGGER, "DROP TRIGGER tiles_coverage ON coverage_coveragerun")]
