"""Former Member States with their years and successors; sort names as they were written."""

from typing import Any

from django.db import migrations, models

from participants.names import fold_for_sort


def keep_sort_names(apps: Any, schema_editor: Any) -> None:
    """What sort names are not made of the name; how they were written is not known any longer."""
    for name in ("Participant", "Person"):
        rows = apps.get_model("participants", name).objects.using(schema_editor.connection.alias)
        for row in rows.only("pk", "name", "sort_name").iterator():
            if row.sort_name != fold_for_sort(row.name):
                rows.filter(pk=row.pk).update(sort_name_written=row.sort_name)


class Migration(migrations.Migration):

    dependencies = [
        ('participants', '0003_search_text'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='participant',
            name='participant_kind_known',
        ),
        migrations.AddField(
            model_name='participant',
            name='first_year',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Of former Member States only.', null=True, verbose_name='Member State from'),
        ),
        migrations.AddField(
            model_name='participant',
            name='last_year',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Of former Member States only.', null=True, verbose_name='Member State until'),
        ),
        migrations.AddField(
            model_name='participant',
            name='sort_name_written',
            field=models.CharField(blank=True, editable=False, max_length=300, verbose_name='sort name as written'),
        ),
        migrations.AddField(
            model_name='participant',
            name='successors',
            field=models.ManyToManyField(blank=True, help_text='The states that followed a former Member State.', related_name='predecessors', to='participants.participant', verbose_name='succeeded by'),
        ),
        migrations.AddField(
            model_name='person',
            name='sort_name_written',
            field=models.CharField(blank=True, editable=False, max_length=300, verbose_name='sort name as written'),
        ),
        migrations.AlterField(
            model_name='participant',
            name='kind',
            field=models.CharField(choices=[('state', 'state'), ('observer', 'observer'), ('regional organisation', 'regional organisation'), ('intergovernmental organisation', 'intergovernmental organisation'), ('UN organ', 'United Nations organ'), ('UN body', 'United Nations body'), ('ministry', 'ministry or other part of a government'), ('non-governmental organisation', 'non-governmental organisation'), ('research institution', 'research institution'), ('network', 'network'), ('other', 'other'), ('former state', 'former Member State')], max_length=40, verbose_name='kind'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['state', 'observer', 'regional organisation', 'intergovernmental organisation', 'UN organ', 'UN body', 'ministry', 'non-governmental organisation', 'research institution', 'network', 'other', 'former state'])), name='participant_kind_known', violation_error_message='Choose the kind from the list.'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('first_year__isnull', True), ('last_year__isnull', True)), models.Q(('first_year__isnull', False), ('first_year__lte', models.F('last_year')), ('kind', 'former state'), ('last_year__isnull', False)), _connector='OR'), name='participant_years_of_former_state', violation_error_message='Give both years, the first one first, and only of a former Member State.'),
        ),
        migrations.RunPython(keep_sort_names, migrations.RunPython.noop),
    ]
