from django.db import models


class Applicant(models.Model):
    """Somebody who waits for a plot."""

    name = models.CharField(max_length=100)
    since = models.DateField()

    class Meta:
        ordering = ["since"]
