"""Consultation hours of a person, services' own hours as numbers, and corrections that outlive a load."""

import django.contrib.postgres.fields
import django.db.models.deletion
import geoportal.places.multirange
from django.conf import settings
from django.db import migrations, models


OPEN_FOR = """
-- Is a place open for somebody who wants a language or a service: 'yes', 'no' or 'unknown'? `open` is what the place's
-- own hours say, `spoken` its languages. The hours of a service go before the place's, and those of consultations in a
-- wanted language before both; but the place's hold too when it speaks the language in a way that no consultation has.
-- Moments as in places_open (migration 0005).
CREATE FUNCTION places_open_for(
    place bigint, open text, spoken smallint[], wanted_languages smallint[], wanted_service smallint,
    day int, kind int, kind_before int, minute int
) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
WITH consultation AS (
    SELECT c.language_ids AS ids, places_open(c.open_minutes, day, kind, kind_before, minute) AS said
    FROM places_consultation c
    WHERE c.shown_at_id = place AND c.language_ids && wanted_languages
      AND (wanted_service IS NULL OR c.kind_id = wanted_service)
      AND (c.valid_from IS NULL OR c.valid_from <= date '1970-01-01' + day)
      AND (c.valid_to IS NULL OR c.valid_to >= date '1970-01-01' + day)
),
otherwise AS (
    SELECT coalesce((
        SELECT CASE WHEN bool_or(one.said = 'yes') THEN 'yes' WHEN bool_or(one.said = 'unknown') THEN 'unknown'
                    WHEN count(*) > 0 THEN 'no' END
        FROM (
            SELECT places_open(s.open_minutes, day, kind, kind_before, minute) AS said
            FROM places_service s
            WHERE s.shown_at_id = place AND s.kind_id = wanted_service AND s.open_minutes IS NOT NULL
        ) one
    ), open) AS said
),
every AS (
    SELECT said FROM consultation
    UNION ALL
    SELECT said FROM otherwise
    WHERE NOT EXISTS (SELECT FROM consultation)
       OR EXISTS (
           SELECT FROM unnest(spoken) number
           WHERE number = ANY (wanted_languages)
             AND NOT EXISTS (SELECT FROM consultation WHERE number = ANY (consultation.ids)))
)
SELECT CASE WHEN bool_or(said = 'yes') THEN 'yes' WHEN bool_or(said = 'unknown') THEN 'unknown' ELSE 'no' END
FROM every
$$;
"""
CORRECTED = """
-- A row's attributes with what was corrected: `hours` and `languages` (null takes them away), `dates` over the hours of
-- single dates that stand, and `exceptions` in place of all these.
CREATE FUNCTION places_corrected(attributes jsonb, by_field jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    said jsonb := attributes;
    hours jsonb;
    field text;
BEGIN
    FOREACH field IN ARRAY ARRAY['hours', 'languages'] LOOP
        IF by_field ? field THEN
            said := said - field;
            IF by_field -> field <> 'null' THEN said := said || jsonb_build_object(field, by_field -> field); END IF;
        END IF;
    END LOOP;
    hours := coalesce(nullif(said -> 'hours', 'null'), '{}');
    IF by_field ? 'exceptions' THEN
        hours := hours - 'exceptions';
        IF by_field -> 'exceptions' <> 'null' THEN
            hours := hours || jsonb_build_object('exceptions', by_field -> 'exceptions');
        END IF;
    END IF;
    IF by_field ? 'dates' THEN
        hours := hours || jsonb_build_object(
            'exceptions', coalesce(nullif(hours -> 'exceptions', 'null'), '{}') || (by_field -> 'dates'));
    END IF;
    RETURN CASE WHEN hours = '{}' THEN said - 'hours' ELSE said || jsonb_build_object('hours', hours) END;
END $$;
"""
NO_CORRECTED = "DROP FUNCTION places_corrected(jsonb, jsonb);"
NO_OPEN_FOR = "DROP FUNCTION places_open_for(bigint, text, smallint[], smallint[], smallint, int, int, int, int);"


class Migration(migrations.Migration):

    dependencies = [
        ('places', '0008_services'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='service',
            name='open_minutes',
            field=models.GeneratedField(db_persist=True, expression=models.Func('hours', function='places_open_minutes'), output_field=geoportal.places.multirange.MultirangeField(null=True)),
        ),
        migrations.CreateModel(
            name='Consultation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind_id', models.PositiveSmallIntegerField(choices=[(1, 'general_care'), (2, 'emergency_care'), (3, 'dental_care'), (4, 'korean_medicine'), (5, 'medicines'), (6, 'public_health'), (7, 'vaccination'), (8, 'maternity'), (9, 'child_health'), (10, 'mental_health'), (30, 'interpreting'), (31, 'counselling'), (32, 'counselling_stay'), (33, 'counselling_labour'), (34, 'counselling_family'), (35, 'legal_aid'), (36, 'shelter'), (37, 'child_care'), (50, 'korean_class'), (51, 'kiip'), (52, 'school_entry'), (70, 'alien_registration'), (71, 'stay_extension'), (72, 'address_report'), (73, 'job_placement'), (74, 'workplace_change'), (75, 'wage_claim'), (76, 'insurance_enrolment'), (77, 'tax_help')])),
                ('title_ko', models.CharField(blank=True, max_length=100)),
                ('title_en', models.CharField(blank=True, max_length=100)),
                ('language_ids', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), size=None)),
                ('hours', models.JSONField()),
                ('open_minutes', models.GeneratedField(db_persist=True, expression=models.Func('hours', function='places_open_minutes'), output_field=geoportal.places.multirange.MultirangeField(null=True))),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('source_title', models.CharField(max_length=300)),
                ('source_url', models.CharField(blank=True, max_length=500)),
                ('checked_on', models.DateField()),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consultations', to='places.place')),
                ('shown_at', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='consulted', to='places.place')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('language_ids__len__gte', 1)), name='consultation_in_a_language'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_from__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='consultation_days_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(choices=[('closed', 'closed'), ('pin', 'pin'), ('address', 'address'), ('phone', 'phone'), ('hours', 'hours'), ('dates', 'dates'), ('languages', 'languages')], max_length=10)),
                ('value', models.JSONField()),
                ('stated', models.JSONField(null=True)),
                ('why', models.CharField(max_length=300)),
                ('url', models.CharField(blank=True, max_length=500)),
                ('checked_on', models.DateField()),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='places.place')),
            ],
            options={
                'default_permissions': ('view', 'change'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('place', 'field'), name='correction_in_force_once')],
            },
        ),
        migrations.RunSQL(OPEN_FOR, NO_OPEN_FOR),
        migrations.RunSQL(CORRECTED, NO_CORRECTED),
    ]
