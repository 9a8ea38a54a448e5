"""What the web server runs. Rules and addresses are read here, before it forks: its processes share them in memory."""

import gc
import logging

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

logger = logging.getLogger(__name__)


def warm() -> None:
    """Read what the first page would; rules that cannot be read stop no other page. Opens no database connection."""
    from gamma.services.simulators import queries  # once the application is set up

    try:
        _ = get_resolver().url_patterns
        queries.models()
    except Exception:
        logger.exception("site: the rules could not be read ahead")


application = get_wsgi_application()
warm()
# All of this lives as long as the process: a collector that visits it again stops a page for 0.2 s, and copies the
# memory that the processes share.
gc.collect()
gc.freeze()
