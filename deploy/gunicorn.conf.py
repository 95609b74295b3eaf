"""How eventapp is served, in the demo and in production alike."""

import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
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
