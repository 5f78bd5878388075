"""Where revisions hold what changed since the one before; filled by the migration after this."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0019_set_aside")]

    operations = [
        migrations.AddField(
            model_name="revision",
            name="status",
            field=models.CharField(
                blank=True,
                choices=[
                    ("draft", "Draft"),
                    ("in review", "In review"),
                    ("published", "Published"),
                    ("withdrawn", "Withdrawn"),
                ],
                default="",
                editable=False,
                max_length=10,
                verbose_name="state of the record",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="revision",
            name="payload",
            field=models.BinaryField(default=b"", verbose_name="record file, packed"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="revision",
            name="base",
            field=models.PositiveIntegerField(
                default=0, editable=False, verbose_name="number of the whole one below"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="revision",
            name="sha256",
            field=models.CharField(
                default="",
                editable=False,
                max_length=64,
                verbose_name="SHA-256 of the record file",
            ),
            preserve_default=False,
        ),
        # Emptied where it is packed; a way back fills it.
        migrations.AlterField(
            model_name="revision",
            name="record",
            field=models.TextField(default="", verbose_name="record file"),
        ),
    ]
