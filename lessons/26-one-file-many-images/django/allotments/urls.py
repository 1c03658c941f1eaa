from django.urls import path

from plots.views import waiting_list

urlpatterns = [path("", waiting_list)]
