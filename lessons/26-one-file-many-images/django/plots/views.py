from django.shortcuts import render

from plots.models import Applicant


def waiting_list(request):
    return render(request, "plots/waiting_list.html", {"applicants": Applicant.objects.all()})
