#!/usr/bin/env bash
# Installs what is missing, builds with warnings as errors, runs every test, and ends with one line:
#   N passed, N failed, N skipped
# A skipped test counts as a failure. The exit code is 0 only when nothing failed and nothing was skipped.
set -uo pipefail
cd "$(dirname "$0")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
projects=(Domain Storage Meta Simulator Cluster Front Browser)

install() {
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing $1 ..."
    apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$1" >/dev/null
  fi
}

need_chromium() {
  command -v chromium >/dev/null 2>&1 || [ -n "${CHROMIUM_PATH:-}" ] && return
  install chromium
  command -v chromium >/dev/null 2>&1 || { echo "Chromium is missing: install the package 'chromium' or set CHROMIUM_PATH."; exit 1; }
}

has_postgres() { command -v initdb >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; }

need_postgres() {
  has_postgres && return
  install postgresql
  has_postgres || { echo "PostgreSQL is missing: install the package 'postgresql'."; exit 1; }
}

command -v dotnet >/dev/null 2>&1 || { echo "The .NET 10 SDK is missing."; exit 1; }
need_chromium
need_postgres

if ! dotnet build Orleans.Messenger.sln --nologo -v quiet; then
  echo "The build failed."
  echo "0 passed, 1 failed, 0 skipped"
  exit 1
fi

passed=0 failed=0 skipped=0
results=$(mktemp -d)
server=$(bash tests/postgres.sh start) || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }
while IFS='=' read -r name value; do export "$name=$value"; done <<< "$server"
trap 'bash tests/postgres.sh stop "$MESSENGER_POSTGRES_DIRECTORY"; rm -rf "$results"' EXIT

for name in "${projects[@]}"; do
  project="Messenger.$name.Tests"
  began=$SECONDS
  # The test projects are programs: run as such, each writes a report that is counted here.
  "tests/$project/bin/Debug/net10.0/$project" -result-xml "$results/$name.xml" > "$results/$name.log" 2>&1
  code=$?
  if [ -s "$results/$name.xml" ]; then
    read -r p f s < <(awk '
      match($0, /<assembly [^>]*>/) {
        head = substr($0, RSTART, RLENGTH)
        split("passed failed skipped errors", want, " ")
        for (i in want) { if (match(head, " " want[i] "=\"[0-9]+\"")) { v = substr(head, RSTART, RLENGTH); gsub(/[^0-9]/, "", v); sum[want[i]] += v } }
      }
      END { print sum["passed"] + 0, sum["failed"] + sum["errors"] + 0, sum["skipped"] + 0 }' "$results/$name.xml")
  else
    p=0 f=1 s=0
  fi
  [ "$code" -ne 0 ] && [ "$f" -eq 0 ] && f=1
  [ "$p" -eq 0 ] && [ "$f" -eq 0 ] && f=1
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  printf '%-26s %5d passed %3d failed %3d skipped  %4d s\n' "$project" "$p" "$f" "$s" $((SECONDS - began))
  # Which worlds the race lived through, and how to live through them again.
  grep -aoE 'Seeds [0-9A-Za-z_-]+ to .*' "$results/$name.log" | head -n 1
  [ "$f" -gt 0 ] && grep -vE '^(info|warn):' "$results/$name.log" | tail -n 150
done

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$skipped" -eq 0 ]
