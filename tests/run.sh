#!/usr/bin/env bash
# Installs what is missing, builds with warnings as errors, runs every test, and ends with one line:
#   N passed, N failed, N skipped
# A skipped test counts as a failure. The exit code is 0 only when nothing failed and nothing was skipped.
set -uo pipefail
cd "$(dirname "$0")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

install() {
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing $1 ..."
    apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$1" >/dev/null
  fi
}

# The one without windows is lighter; the other has a pop-up blocker, and does for both where the lighter one cannot be installed.
need_chromium() {
  command -v chromium >/dev/null 2>&1 || install chromium
  [ -n "${CHROMIUM_PATH:-}" ] || command -v chromium-headless-shell >/dev/null 2>&1 || install chromium-headless-shell
  command -v chromium >/dev/null 2>&1 || { echo "Chromium is missing: install the package 'chromium'."; exit 1; }
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

# The screens are tested as they are published: trimmed, as users get them.
export MESSENGER_PRODUCT=$PWD/artifacts/product
rm -rf "$MESSENGER_PRODUCT"
if ! dotnet publish src/Messenger.Host -c Debug --no-restore -o "$MESSENGER_PRODUCT" --nologo -v quiet; then
  echo "Publishing failed."
  echo "0 passed, 1 failed, 0 skipped"
  exit 1
fi

passed=0 failed=0 skipped=0 lane=
# What each program wrote, and its report with the time of every test: kept until the next run.
results=$PWD/TestResults/run
rm -rf "$results" && mkdir -p "$results"
server=$(bash tests/postgres.sh start) || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }
while IFS='=' read -r name value; do export "$name=$value"; done <<< "$server"

clean_up() {
  # A group of its own: the tests, and the processes that they had started.
  [ -n "$lane" ] && kill -KILL -- "-$lane" 2>/dev/null
  bash tests/postgres.sh stop "$MESSENGER_POSTGRES_DIRECTORY"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

# The test projects are programs: run as such, each writes a report that is counted by "report".
#   run LABEL PROJECT [ARGUMENTS]
run() {
  local label=$1 project="Messenger.$2.Tests" began=$SECONDS
  shift 2
  "tests/$project/bin/Debug/net10.0/$project" "$@" -result-xml "$results/$label.xml" > "$results/$label.log" 2>&1
  echo "$? $((SECONDS - began))" > "$results/$label.end"
}

report() {
  local label=$1 project="Messenger.$2.Tests" code=1 took=0 p f s
  [ -s "$results/$label.end" ] && read -r code took < "$results/$label.end"
  if [ -s "$results/$label.xml" ]; then
    read -r p f s < <(awk '
      match($0, /<assembly [^>]*>/) {
        head = substr($0, RSTART, RLENGTH)
        split("passed failed skipped errors", want, " ")
        for (i in want) { if (match(head, " " want[i] "=\"[0-9]+\"")) { v = substr(head, RSTART, RLENGTH); gsub(/[^0-9]/, "", v); sum[want[i]] += v } }
      }
      END { print sum["passed"] + 0, sum["failed"] + sum["errors"] + 0, sum["skipped"] + 0 }' "$results/$label.xml")
  else
    p=0 f=1 s=0
  fi
  [ "$code" -ne 0 ] && [ "$f" -eq 0 ] && f=1
  [ "$p" -eq 0 ] && [ "$f" -eq 0 ] && f=1
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  printf '%-26s %5d passed %3d failed %3d skipped  %4d s%s\n' "$project" "$p" "$f" "$s" "$took" "${3:-}"
  # Which worlds the race lived through, and how to live through them again.
  grep -aoE 'Seeds [0-9A-Za-z_-]+ to .*' "$results/$label.log" | head -n 1
  # What failed, without what the silos under test logged: their lines drown the names.
  [ "$f" -gt 0 ] && grep -avE '^(dbug|info|warn|fail|crit): |^      ' "$results/$label.log" | tail -n 150
}

# Tests that do little but wait for time-outs and restarts run beside all others, and after them in the same lane those of the administration's
# screens, which share nothing with the other screens' tests.
waits="Mostly=waits"
screens=Messenger.Browser.Tests.Administration
lane_of_its_own() {
  run Waiting Cluster -trait "$waits"
  run Administration Browser -namespace "$screens"
}
set -m
MESSENGER_TEST_PORTS=12000-20000 lane_of_its_own < /dev/null &
lane=$!
set +m
export MESSENGER_TEST_PORTS=20000-32000
for name in Domain Storage Meta Simulator Front; do
  run "$name" "$name"
  report "$name" "$name"
done
run Cluster Cluster -trait- "$waits"
report Cluster Cluster
run Browser Browser -namespace- "$screens"
report Browser Browser
wait "$lane"
lane=
report Waiting Cluster "  (those that mostly wait, beside the others)"
report Administration Browser "  (administration, beside the others)"

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$skipped" -eq 0 ]
