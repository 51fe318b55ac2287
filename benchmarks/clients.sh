#!/usr/bin/env bash
# What Cordon costs a fresh JVM that makes its first AI call with each client, without and with the agent in turn, whole
# processes, medians: the clients of the web applications in integration-tests (src/apps/web-*), against a server on the
# same machine. What it costs other calls is measured by other-calls.sh.
#
#   benchmarks/clients.sh [rounds, default 5]
#
#   CLIENTS="okhttp jetty"      these alone
#   JAVA_HOME=…                 the JDK to measure with, from 21 on for Helidon
#
# Needs GNU time.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-5}
# shellcheck source=benchmarks/clients/clients.bash
. benchmarks/clients/clients.bash
table="$table
openai web-openai openai-java-4.100.0"

run() { # client agent
  local flag=() from to
  [ "$2" = none ] || flag=("-javaagent:$PWD/agent/target/cordon-agent.jar")
  from=${EPOCHREALTIME/./}
  /usr/bin/time -o "$work/rss" -f %M "${bin}java" "${flag[@]}" -Xmx256m -cp "$path" com.example.app.First "$url" \
    >"$work/out" 2>"$work/err" || { cat "$work/err" >&2; return 1; }
  to=${EPOCHREALTIME/./}
  echo "$((to - from)) $(cat "$work/rss")" >>"$work/$1.$2.times"
}

value() { # client agent column
  cut -d' ' -f"$3" "$work/$1.$2.times" | median
}

"${bin}javac" -d "$work/server" benchmarks/startup/Server.java
rm -f "$work/port"
"${bin}java" -cp "$work/server" Server >"$work/port" &
server=$!
trap 'kill $server' EXIT
until [ -s "$work/port" ]; do sleep 0.1; done
url=http://127.0.0.1:$(cat "$work/port")

echo "| client | no agent, ms | Cordon, ms | more, ms | no agent, MiB | Cordon, MiB |"
echo "| --- | ---: | ---: | ---: | ---: | ---: |"
while read -r client source libraries; do
  is_wanted "$client" || continue
  if ! compile "$client" "$source" "${libraries:-}" \
    benchmarks/clients/First.java integration-tests/src/apps/web/com/example/app/Chat.java 2>"$work/err"; then
    echo "$client: does not compile on this JDK" >&2
    continue
  fi
  for agent in none cordon; do run "$client" $agent; done # fills the file cache; not counted
  rm -f "$work/$client".*.times
  for ((round = 1; round <= rounds; round++)); do
    for agent in none cordon; do run "$client" $agent; done
  done
  awk -v c="$client" '{ printf "| %s | %.0f | %.0f | %.0f | %.0f | %.0f |\n",
    c, $1 / 1000, $2 / 1000, ($2 - $1) / 1000, $3 / 1024, $4 / 1024 }' \
    <<<"$(value "$client" none 1) $(value "$client" cordon 1) $(value "$client" none 2) $(value "$client" cordon 2)"
done <<<"$table"
