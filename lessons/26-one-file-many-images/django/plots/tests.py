from datetime import date

from django.test import TestCase

from plots.models import Applicant


class WaitingListTest(TestCase):
    def test_who_waits_longest_stands_first(self):
        Applicant.objects.create(name="Ada", since=date(2024, 3, 1))
        Applicant.objects.create(name="Ben", since=date(2023, 9, 12))
        page = self.client.get("/").content.decode()
        self.assertLess(page.index("Ben"), page.index("Ada"))
