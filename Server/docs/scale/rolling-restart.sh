#!/bin/sh
# Restarts the nodes one after another, each only while all others are ready; waiting and paused runs go on at the others.
#
#   sh Server/docs/scale/rolling-restart.sh                     the three servers of docker-compose.scale.yml, built anew
#   sh Server/docs/scale/rolling-restart.sh pc1 pc2 pc3         others, with RESTART and READY for where they run:
#
#   RESTART   restarts the node whose name follows it, with SIGTERM and enough time (35 s): 'sudo systemctl restart' on its machine
#   READY     succeeds when the node whose name follows it is ready: 'curl -fsS -o /dev/null ...'
#   AFTER     is run after each node; empty for nothing
#   PATIENCE  how many seconds a node may take until it is ready again (600)
set -eu

compose='docker compose -f docker-compose.yml -f docker-compose.scale.yml'
ready_in_compose() {
  $compose exec -T "$1" bash -c \
    "exec 3<>/dev/tcp/localhost/17801 && printf 'GET /health/ready HTTP/1.0\r\n\r\n' >&3 && read -r _ status _ <&3 && [ \"\$status\" = 200 ]"
}

RESTART=${RESTART:-$compose up --detach --no-deps --build --force-recreate}
READY=${READY:-ready_in_compose}
# A container that was made anew may have another address; nginx asks for names only when it reads its file.
if [ $# -eq 0 ]; then
  AFTER=${AFTER-$compose exec -T nginx nginx -p /tmp -c /etc/nginx/nginx.conf -s reload}
  set -- server server2 server3
fi

wait_until_ready() {
  left=${PATIENCE:-600}
  until $READY "$1" >/dev/null 2>&1; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || { echo "$1 is not ready; nothing more is restarted." >&2; exit 1; }
    sleep 1
  done
}

for node in "$@"; do
  for other in "$@"; do [ "$other" = "$node" ] || wait_until_ready "$other"; done
  echo "$node is restarted."
  $RESTART "$node"
  wait_until_ready "$node"
  [ -z "${AFTER:-}" ] || $AFTER
  echo "$node is ready again."
done
