"""How eventapp is served, in the demo and in production alike.

The application is loaded once, before the workers are forked: they share its memory, and one that is replaced answers
at once. So HUP only replaces the workers; new code and new settings need a restart (or USR2: a second master).
"""

import ctypes
import gc
import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
preload_app = True
timeout = 30
graceful_timeout = 20
keepalive = 15
# The access log would keep addresses and private links; the proxy in front logs shortened ones.
accesslog = None
errorlog = "-"
loglevel = "warning"
# Only a proxy on this machine may say who asked and whether it was https.
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")
limit_request_line = 4094
limit_request_fields = 60

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX = -1, -3, -8


def give_memory_back():
    """glibc keeps a heap for each thread (one does where threads take turns) and, after the first large page, large
    blocks as well: some 15 MB a worker."""
    set_option = getattr(ctypes.CDLL(None), "mallopt", None)
    if set_option is not None:
        for option, value in ((M_ARENA_MAX, 1), (M_MMAP_THRESHOLD, 128 * 1024), (M_TRIM_THRESHOLD, 128 * 1024)):
            set_option(option, value)


def when_ready(server):
    """What was loaded stays for good: no worker looks through it for garbage, so its memory stays shared."""
    prepare = getattr(server.app.wsgi(), "extensions", {}).get("eventapp.prepare")
    if prepare:
        prepare()
    gc.collect()
    gc.freeze()


def post_fork(_server, _worker):
    gc.enable()


give_memory_back()
gc.disable()  # nothing of what is loaded now is garbage; looking for it takes a quarter of the start


def worker_exit(_server, worker):
    """What this worker has counted of the readers of feeds."""
    readers = getattr(worker.app.callable, "extensions", {}).get("eventapp.readers")
    if readers:
        readers.put_away()
