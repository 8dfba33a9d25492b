from django.db import migrations

FORWARDS = """
CREATE FUNCTION community_log_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The log of decisions is only added to.' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER community_decision_only_grows BEFORE UPDATE OR DELETE ON community_decision
    FOR EACH ROW EXECUTE FUNCTION community_log_only_grows();
"""
BACKWARDS = """
DROP TRIGGER community_decision_only_grows ON community_decision;
DROP FUNCTION community_log_only_grows();
"""


class Migration(migrations.Migration):

    dependencies = [
        ("community", "0001_initial"),
    ]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
