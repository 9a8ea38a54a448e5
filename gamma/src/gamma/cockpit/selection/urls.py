"""Addresses of the selection: the call, for all; one's own applications; the committee's."""

from django.urls import include, path

from gamma.cockpit.selection.views import applying, calling, choosing, scoring
from gamma.ground.access import everyone

app_name = "selection"

OWN = [
    path("", applying.mine, name="mine"),
    path("nouvelle/", applying.start, name="start"),
    path("<int:application>/", applying.application, name="application"),
    path("<int:application>/modifier/", applying.write, name="write"),
    path("<int:application>/envoyer/", applying.send, name="send"),
    path("<int:application>/retirer/", applying.withdraw, name="withdraw"),
]
GRID = [
    path("", calling.grid, name="grid"),
    path("nouvelle-version/", calling.new_version, name="new-version"),
    path("nouveau-critere/", calling.add_criterion, name="add-criterion"),
    path("criteres/<slug:criterion>/", calling.change_criterion, name="change-criterion"),
    path("criteres/<slug:criterion>/retirer/", calling.remove_criterion, name="remove-criterion"),
]
COMMITTEE = [
    path("", scoring.board, name="board"),
    path("etapes/", choosing.stages, name="stages"),
    path("clore/", choosing.close, name="close"),
    path("decision/", choosing.decide, name="decide"),
    path("journal/", scoring.journal, name="journal"),
    path("<int:application>/", scoring.reading, name="reading"),
    path("<int:application>/noter/", scoring.give, name="give"),
    path("<int:application>/recuser/", scoring.recuse, name="recuse"),
]
MINUTES = [
    path("", choosing.minutes, name="minutes"),
    path("proces-verbal.md", choosing.minutes_file, name="minutes-file"),
]
PUBLIC = everyone([path("", calling.calls, name="calls"), path("<slug:edition>/", calling.call, name="call")])
urlpatterns = [
    *PUBLIC,
    path("<slug:edition>/appel/", calling.write_call, name="write-call"),
    path("<slug:edition>/grille/", include(GRID)),
    path("<slug:edition>/mes-candidatures/", include(OWN)),
    path("<slug:edition>/comite/", include(COMMITTEE)),
    path("<slug:edition>/proces-verbal/", include(MINUTES)),
]
