#!/usr/bin/env bash
# A PostgreSQL server of its own for tests and benches, on a free port of this machine, durable as in production.
#   tests/postgres.sh start          prints NAME=VALUE lines: MESSENGER_POSTGRES (connection string), MESSENGER_POSTGRES_DIRECTORY
#   tests/postgres.sh crash   DIR    kills it as a power cut would
#   tests/postgres.sh restart DIR    starts it again, on the same port
#   tests/postgres.sh stop    DIR    stops it and removes its files
# The server refuses to run as root; then it runs as the user postgres or nobody.
set -euo pipefail

bin() {
  for candidate in "$(command -v "$1" || true)" /usr/lib/postgresql/*/bin/"$1"; do
    [ -n "$candidate" ] && [ -x "$candidate" ] && { echo "$candidate"; return; }
  done
  echo "PostgreSQL's $1 is missing: install the package 'postgresql'." >&2
  exit 1
}

unprivileged() {
  if [ "$(id -u)" -ne 0 ]; then "$@"; return; fi
  local user=nobody
  id postgres >/dev/null 2>&1 && user=postgres
  ( cd / && exec setpriv --reuid "$user" --regid "$(id -g "$user")" --clear-groups env HOME=/ LC_ALL=C "$@" )
}

free_port() {
  local port
  for _ in $(seq 50); do
    port=$((20000 + RANDOM % 12000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
  echo "No free port found." >&2
  exit 1
}

run() { unprivileged "$(bin pg_ctl)" -D "$1/data" -l "$1/log" -w -t 60 start >/dev/null 2>&1 || { tail -n 20 "$1/log" >&2; exit 1; }; }

start() {
  local directory port
  directory=$(mktemp -d -t messenger-postgres-XXXXXX)
  if [ "$(id -u)" -eq 0 ]; then chmod 777 "$directory"; fi
  unprivileged "$(bin initdb)" -D "$directory/data" -A trust -U messenger -E UTF8 --locale=C --no-sync >/dev/null
  port=$(free_port)
  unprivileged tee -a "$directory/data/postgresql.conf" >/dev/null <<CONF
listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = ''
max_connections = 400
shared_buffers = 256MB
max_wal_size = 2GB
fsync = on
synchronous_commit = on
CONF
  run "$directory"
  echo "MESSENGER_POSTGRES=Host=127.0.0.1;Port=$port;Username=messenger;Database=postgres"
  echo "MESSENGER_POSTGRES_DIRECTORY=$directory"
}

case "${1:-}" in
  start) start ;;
  crash) unprivileged "$(bin pg_ctl)" -D "$2/data" -m immediate -w stop >/dev/null ;;
  restart) run "$2" ;;
  stop)
    unprivileged "$(bin pg_ctl)" -D "$2/data" -m immediate -w stop >/dev/null 2>&1 || true
    case "$(basename "$2")" in messenger-postgres-*) rm -rf "$2" ;; esac ;;
  *) sed -n '2,7p' "$0"; exit 2 ;;
esac
