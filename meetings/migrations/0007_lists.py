"""What lists read of people, documents, participants and topics."""

from typing import Any

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.manager
import participants.models.fields
from django.db import migrations, models

from meetings.derived.rebuild import note_alone


def note(apps: Any, schema_editor: Any) -> None:
    if apps.get_model("meetings", "Meeting").objects.exists():
        note_alone(using=schema_editor.connection.alias)


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0006_pledge_places'),
        ('participants', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='MeetingUses',
            fields=[
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='meetings.meeting')),
                ('uses', models.JSONField(default=list)),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'base_manager_name': 'objects',
                'default_manager_name': 'undumped',
            },
            managers=[
                ('undumped', django.db.models.manager.Manager()),
                ('objects', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='ListedDocument',
            fields=[
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='meetings.document')),
                ('n', models.IntegerField()),
                ('key', participants.models.fields.OrderField(max_length=120)),
                ('title_order', participants.models.fields.OrderField(max_length=200, null=True)),
                ('kind', participants.models.fields.OrderField(max_length=100)),
                ('held', models.CharField(max_length=10)),
                ('language', models.CharField(max_length=35)),
                ('rights', models.CharField(choices=[('public in full', 'Public in full'), ('passages only', 'Passages only')], max_length=20)),
                ('first_day', models.DateField(null=True)),
                ('last_day', models.DateField(null=True)),
                ('year', models.SmallIntegerField(null=True)),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'base_manager_name': 'objects',
                'default_manager_name': 'undumped',
                'indexes': [models.Index(models.OrderBy(models.F('first_day'), descending=True), models.F('key'), models.F('document'), name='listed_documents_newest'), models.Index(models.F('first_day'), models.F('key'), models.F('document'), name='listed_documents_oldest'), models.Index(fields=['title_order', 'key', 'document'], name='listed_documents_title'), models.Index(fields=['kind', 'held', 'language', 'rights', 'year'], name='listed_documents_counted')],
            },
            managers=[
                ('undumped', django.db.models.manager.Manager()),
                ('objects', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='ListedPerson',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='participants.person')),
                ('n', models.IntegerField()),
                ('sort_name', participants.models.fields.OrderField(max_length=300)),
                ('key', participants.models.fields.OrderField(max_length=120)),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'base_manager_name': 'objects',
                'default_manager_name': 'undumped',
                'indexes': [models.Index(fields=['sort_name', 'key', 'person'], name='listed_people_by_name'), models.Index(django.db.models.functions.text.Left('sort_name', 1), name='listed_people_by_letter')],
            },
            managers=[
                ('undumped', django.db.models.manager.Manager()),
                ('objects', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='UseCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('use', models.SmallIntegerField()),
                ('noun', models.BigIntegerField()),
                ('other', models.BigIntegerField(default=0)),
                ('n', models.IntegerField()),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'base_manager_name': 'objects',
                'default_manager_name': 'undumped',
                'indexes': [models.Index(models.F('use'), models.OrderBy(models.F('n'), descending=True), models.F('noun'), name='use_count_most')],
                'constraints': [models.UniqueConstraint(fields=('use', 'noun', 'other'), name='use_count_once')],
            },
            managers=[
                ('undumped', django.db.models.manager.Manager()),
                ('objects', django.db.models.manager.Manager()),
            ],
        ),
        migrations.RunPython(note, migrations.RunPython.noop),
    ]
