"""The address that signed letters are sent to; who holds the secret may write there, and nobody else."""

from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from gamma.ground.access import EVERYONE, access
from gamma.ground.errors import UserError
from gamma.instruments.harvest import actions
from gamma.instruments.harvest.lists import Outcome
from gamma.instruments.harvest.models import Feed
from gamma.instruments.harvest.sources.webhook import LARGEST, Forged


@csrf_exempt
@access(EVERYONE, EVERYONE)
def receive(request: HttpRequest, inbox: UUID) -> JsonResponse:
    """Take a letter (201), know it again (200), or say what is wrong with it; read, say how to write one."""
    if request.method != "POST":
        return JsonResponse({"how": _("Envoyer par POST une lettre signée : Standard Webhooks, period et value.")})
    try:
        run = actions.receive(inbox, _letter(request), now=timezone.now())
    except Feed.DoesNotExist:
        return _refused(_("Aucun flux actif n'a cette adresse."), 404)
    except Forged as wrong:
        return _refused(str(wrong), 401)
    except UserError as wrong:
        return _refused(str(wrong), 413)
    if run and run.outcome == Outcome.FAILED:
        return _refused(run.fault, 422)
    return JsonResponse({"taken": list(run.figures) if run else []}, status=201 if run else 200)


def _letter(request: HttpRequest) -> actions.Letter:
    told = request.headers.get("content-length", "")
    if not told.isdecimal() or int(told) > LARGEST:
        raise UserError(_("Une lettre fait au plus %(size)s ko, et dit sa taille.") % {"size": LARGEST // 1000})
    return actions.Letter({name.lower(): value for name, value in request.headers.items()}, request.body)


def _refused(sentence: str, status: int) -> JsonResponse:
    return JsonResponse({"error": sentence}, status=status)
