"""A new register begins here: 0001 to 0007, as one. A register that has some of them goes on with the others.

What they carried over in rows is left out, as a new register has none.
"""

import django.db.models.deletion
import participants.models.fields
import participants.models.search_text
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('participants', '0001_initial'),
        ('participants', '0002_united_nations_kinds'),
        ('participants', '0003_search_text'),
        ('participants', '0004_former_states_and_sort_names'),
        ('participants', '0005_search_folded_names'),
        ('participants', '0006_words_of_constraints'),
        ('participants', '0007_former_slugs'),
    ]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(db_index=False, help_text='The permanent address: lower-case letters, digits and hyphens.', max_length=120, verbose_name='slug')),
                ('name', models.CharField(help_text='Short name as the United Nations uses it.', max_length=300, verbose_name='name')),
                ('formal_name', models.CharField(blank=True, help_text='The name in full, as “Islamic Republic of Pakistan”.', max_length=300, verbose_name='formal name')),
                ('sort_name', participants.models.fields.SortField(blank=True, help_text='What lists are ordered by. Left empty, it is made from the name.', max_length=300, verbose_name='sort name')),
                ('sort_name_written', models.CharField(blank=True, editable=False, max_length=300, verbose_name='sort name as written')),
                ('kind', models.CharField(choices=[('state', 'state'), ('observer', 'observer'), ('regional organisation', 'regional organisation'), ('intergovernmental organisation', 'intergovernmental organisation'), ('UN organ', 'United Nations organ'), ('UN body', 'United Nations body'), ('ministry', 'ministry or other part of a government'), ('non-governmental organisation', 'non-governmental organisation'), ('research institution', 'research institution'), ('network', 'network'), ('other', 'other'), ('former state', 'former Member State')], max_length=40, verbose_name='kind')),
                ('code', models.CharField(blank=True, help_text='ISO 3166 alpha-3 code where there is one, as KOR.', max_length=3, null=True, verbose_name='code')),
                ('region', models.CharField(blank=True, choices=[('African Group', 'African Group'), ('Asia-Pacific Group', 'Asia-Pacific Group'), ('Eastern European Group', 'Eastern European Group'), ('Latin American and Caribbean Group', 'Latin American and Caribbean Group'), ('Western European and Others Group', 'Western European and Others Group')], help_text='Regional group at the United Nations, of Member States only.', max_length=40, verbose_name='regional group')),
                ('first_year', models.PositiveSmallIntegerField(blank=True, help_text='Of former Member States only.', null=True, verbose_name='Member State from')),
                ('last_year', models.PositiveSmallIntegerField(blank=True, help_text='Of former Member States only.', null=True, verbose_name='Member State until')),
                ('shipped', models.BooleanField(default=False, help_text='Comes with the portal, and is public before any record uses it.', verbose_name='shipped')),
                ('folded', participants.models.fields.FoldedField(blank=True, editable=False, max_length=300, verbose_name='name to compare by')),
                ('formal_folded', participants.models.fields.FoldedField(blank=True, editable=False, max_length=300, source='formal_name', verbose_name='formal name to compare by')),
                ('search_text', participants.models.search_text.SearchTextField(columns=('name', 'formal_name', 'folded', 'formal_folded'), editable=False, null=True, serialize=False)),
                ('part_of', models.ForeignKey(blank=True, help_text='The body it is part of: a ministry belongs to its state, a unit to its office.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='participants.participant', verbose_name='part of')),
                ('successors', models.ManyToManyField(blank=True, help_text='The states that followed a former Member State.', related_name='predecessors', to='participants.participant', verbose_name='succeeded by')),
            ],
            options={
                'verbose_name': 'participant',
                'verbose_name_plural': 'participants',
                'ordering': ['sort_name', 'slug'],
                'indexes': [models.Index(fields=['sort_name', 'slug'], name='participant_alphabetical'), models.Index(fields=['folded'], name='participant_folded'), models.Index(fields=['formal_folded'], name='participant_formal_folded')],
                'constraints': [models.UniqueConstraint(fields=('slug',), name='participant_slug_unique', violation_error_message='Another participant has this address; choose another.'), models.UniqueConstraint(fields=('code',), name='participant_code_unique', violation_error_message='Another participant has this code.'), models.CheckConstraint(condition=models.Q(('slug__regex', '\\A[a-z0-9]+(-[a-z0-9]+)*\\Z')), name='participant_slug_form', violation_error_message='A slug is lower-case letters and digits, joined by single hyphens.'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='participant_name_given', violation_error_message='Give the name.'), models.CheckConstraint(condition=models.Q(('code__isnull', True), ('code__regex', '\\A[A-Z]{3}\\Z'), _connector='OR'), name='participant_code_form', violation_error_message='A code is three capital letters, as KOR.'), models.CheckConstraint(condition=models.Q(('kind__in', ['state', 'observer', 'regional organisation', 'intergovernmental organisation', 'UN organ', 'UN body', 'ministry', 'non-governmental organisation', 'research institution', 'network', 'other', 'former state'])), name='participant_kind_known', violation_error_message='Choose the kind from the list.'), models.CheckConstraint(condition=models.Q(('region', ''), ('region__in', ['African Group', 'Asia-Pacific Group', 'Eastern European Group', 'Latin American and Caribbean Group', 'Western European and Others Group']), _connector='OR'), name='participant_region_known', violation_error_message='Choose the regional group from the list.'), models.CheckConstraint(condition=models.Q(models.Q(('first_year__isnull', True), ('last_year__isnull', True)), models.Q(('first_year__isnull', False), ('first_year__lte', models.F('last_year')), ('kind', 'former state'), ('last_year__isnull', False)), _connector='OR'), name='participant_years_of_former_state', violation_error_message='Give both years, the first one first, and only of a former Member State.'), models.CheckConstraint(condition=models.Q(('part_of__isnull', True), models.Q(('part_of', models.F('id')), _negated=True), _connector='OR'), name='participant_not_part_of_itself', violation_error_message='A participant is not part of itself.')],
            },
        ),
        migrations.CreateModel(
            name='FormerParticipantSlug',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=120, unique=True, verbose_name='former slug')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_slugs', to='participants.participant')),
            ],
            options={
                'verbose_name': 'former slug',
                'verbose_name_plural': 'former slugs',
                'ordering': ['slug'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ParticipantName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='A name that documents print: “Turkey” finds Türkiye.', max_length=300, verbose_name='name')),
                ('kind', models.CharField(choices=[('other', 'other name'), ('former', 'former name'), ('abbreviation', 'abbreviation')], default='other', max_length=20, verbose_name='kind')),
                ('folded', participants.models.fields.FoldedField(blank=True, editable=False, max_length=300, verbose_name='name to compare by')),
                ('search_text', participants.models.search_text.SearchTextField(columns=('name', 'folded'), editable=False, null=True, serialize=False)),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='participants.participant', verbose_name='participant')),
            ],
            options={
                'verbose_name': 'other or former name',
                'verbose_name_plural': 'other and former names',
                'ordering': ['participant', 'kind', 'name'],
                'indexes': [models.Index(fields=['folded'], name='participant_name_folded')],
                'constraints': [models.UniqueConstraint(fields=('participant', 'name'), name='participant_name_unique', violation_error_message='This participant has this name already.'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='participant_name_not_empty', violation_error_message='Give the name.'), models.CheckConstraint(condition=models.Q(('kind__in', ['other', 'former', 'abbreviation'])), name='participant_name_kind_known', violation_error_message='Choose the kind from the list.')],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(db_index=False, help_text='The permanent address: lower-case letters, digits and hyphens.', max_length=120, verbose_name='key')),
                ('name', models.CharField(help_text='In the order the person uses, without honorific or title.', max_length=300, verbose_name='name')),
                ('sort_name', participants.models.fields.SortField(blank=True, help_text='What lists are ordered by: family name first where that is the custom, as “Holmes, John”. Left empty, it is made from the name.', max_length=300, verbose_name='sort name')),
                ('sort_name_written', models.CharField(blank=True, editable=False, max_length=300, verbose_name='sort name as written')),
                ('folded', participants.models.fields.FoldedField(blank=True, editable=False, max_length=300, verbose_name='name to compare by')),
                ('search_text', participants.models.search_text.SearchTextField(columns=('name', 'folded'), editable=False, null=True, serialize=False)),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'people',
                'ordering': ['sort_name', 'key'],
                'indexes': [models.Index(fields=['sort_name', 'key'], name='person_alphabetical'), models.Index(fields=['folded'], name='person_folded')],
                'constraints': [models.UniqueConstraint(fields=('key',), name='person_key_unique', violation_error_message='Another person has this key; choose another.'), models.CheckConstraint(condition=models.Q(('key__regex', '\\A[a-z0-9]+(-[a-z0-9]+)*\\Z')), name='person_key_form', violation_error_message='A key is lower-case letters and digits, joined by single hyphens.'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='person_name_given', violation_error_message='Give the name.')],
            },
        ),
        migrations.CreateModel(
            name='FormerPersonKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=120, unique=True, verbose_name='former slug')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_slugs', to='participants.person')),
            ],
            options={
                'verbose_name': 'former slug',
                'verbose_name_plural': 'former slugs',
                'ordering': ['slug'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PersonName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=300, verbose_name='name')),
                ('folded', participants.models.fields.FoldedField(blank=True, editable=False, max_length=300, verbose_name='name to compare by')),
                ('search_text', participants.models.search_text.SearchTextField(columns=('name', 'folded'), editable=False, null=True, serialize=False)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='participants.person', verbose_name='person')),
            ],
            options={
                'verbose_name': 'other name',
                'verbose_name_plural': 'other names',
                'ordering': ['person', 'name'],
                'indexes': [models.Index(fields=['folded'], name='person_name_folded')],
                'constraints': [models.UniqueConstraint(fields=('person', 'name'), name='person_name_unique', violation_error_message='This person has this name already.'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='person_name_not_empty', violation_error_message='Give the name.')],
            },
        ),
    ]
