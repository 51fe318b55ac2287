#!/usr/bin/env bash
# What Cordon costs with each client, without and with the agent in turn, medians: the clients of the web applications
# in integration-tests (src/apps/web-*), against a server on the same machine.
#
#   benchmarks/clients.sh first [rounds]     a fresh JVM and its first AI call, whole processes: ms and MiB
#   benchmarks/clients.sh other [rounds]     a call that is none of ours, in a JVM that is warm: µs
#
#   CLIENTS="okhttp jetty"      these alone      CALLS=2000      a block of calls has so many (other)
#   JAVA_HOME=…     the JDK to measure with, from 21 on for Helidon
#
# benchmarks/other-calls.sh measures the second more exactly, for three families, without a network. Needs GNU time.
set -euo pipefail
cd "$(dirname "$0")/.."

mode=${1:?first or other}
rounds=${2:-5}
calls=${CALLS:-2000}
bin=${JAVA_HOME:+$JAVA_HOME/bin/}
work=$PWD/benchmarks/target/clients
apps=integration-tests/src/apps
table="url-connection=
javahttp=
okhttp=okhttp-5.5.1
okhttp2=okhttp2-2.7.5
apache5=httpclient5-5.5
apache5-async=httpclient5-5.5
apache4=httpclient-4.5.14
apache4-async=httpasyncclient-4.1.5
reactor=reactor-netty-1.3.8
vertx=vertx-5.1.6
jetty=jetty-client-12.1.14
jetty9=jetty-client-9.4.58
helidon=helidon-webclient-4.5.0
ktor-cio=ktor-cio-3.5.2"
[ "$mode" = other ] || table="$table
openai=openai-java-4.100.0"

mkdir -p "$work"
[ -f agent/target/cordon-agent.jar ] || ./mvnw -B -q -DskipTests -Dspotless.check.skip package >&2
[ -f integration-tests/libraries/okhttp-5.5.1/target/classpath ] ||
  ./mvnw -B -q -f integration-tests/libraries generate-test-resources >&2

compile() { # client libraries -> sets path
  local libraries=
  [ -z "$2" ] || libraries=$(cat "integration-tests/libraries/$2/target/classpath")
  path=$work/$mode-$1:$libraries
  rm -rf "$work/$mode-$1"
  local chat=benchmarks/clients/Chat.java
  [ "$mode" = other ] || chat=$apps/web/com/example/app/Chat.java
  "${bin}javac" -nowarn -proc:none -d "$work/$mode-$1" -cp "$libraries" \
    benchmarks/clients/Measured.java "$chat" "$apps/web-$1/com/example/app/Client.java"
}

run() { # client agent
  local flag= from to
  [ "$2" = none ] || flag=-javaagent:agent/target/cordon-agent.jar
  from=${EPOCHREALTIME/./}
  # shellcheck disable=SC2086 # no flag is no argument
  /usr/bin/time -o "$work/rss" -f %M "${bin}java" $flag -Xmx256m -cp "$path" com.example.app.Measured "$url" \
    "$([ "$mode" = first ] && echo 1 || echo "$calls")" > "$work/out" 2> "$work/err" || { cat "$work/err" >&2; return 1; }
  to=${EPOCHREALTIME/./}
  if [ "$mode" = first ]; then
    echo "$((to - from)) $(cat "$work/rss")" >> "$work/$1.$2"
  else
    echo "$(tail -1 "$work/out") 0" >> "$work/$1.$2"
  fi
}

median() { # file column
  cut -d' ' -f"$2" "$1" | sort -n | awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'
}

export OTEL_TRACES_EXPORTER=none OTEL_METRICS_EXPORTER=none OTEL_LOGS_EXPORTER=none
"${bin}javac" -d "$work/server" benchmarks/startup/Server.java
rm -f "$work/port"
"${bin}java" -cp "$work/server" Server > "$work/port" &
server=$!
trap 'kill $server' EXIT
until [ -s "$work/port" ]; do sleep 0.1; done
url=http://127.0.0.1:$(cat "$work/port")

if [ "$mode" = first ]; then
  echo "| client | no agent, ms | Cordon, ms | more, ms | no agent, MiB | Cordon, MiB |"
  echo "| --- | ---: | ---: | ---: | ---: | ---: |"
else
  echo "| client | no agent, µs | Cordon, µs | more, µs |"
  echo "| --- | ---: | ---: | ---: |"
fi
for line in $table; do
  client=${line%%=*}
  [ -z "${CLIENTS:-}" ] || [[ " $CLIENTS " == *" $client "* ]] || continue
  if ! compile "$client" "${line#*=}" 2> "$work/err"; then
    echo "$client: does not compile on this JDK" >&2
    continue
  fi
  for agent in none cordon; do run "$client" $agent; done # fills the file cache; not counted
  rm -f "$work/$client".*
  for ((round = 1; round <= rounds; round++)); do
    for agent in none cordon; do run "$client" $agent; done
  done
  none=$(median "$work/$client.none" 1) cordon=$(median "$work/$client.cordon" 1)
  if [ "$mode" = first ]; then
    awk -v c="$client" -v n="$none" -v d="$cordon" -v m="$(median "$work/$client.none" 2)" -v k="$(median "$work/$client.cordon" 2)" \
      'BEGIN { printf "| %s | %.0f | %.0f | %.0f | %.0f | %.0f |\n", c, n / 1000, d / 1000, (d - n) / 1000, m / 1024, k / 1024 }'
  else
    awk -v c="$client" -v n="$none" -v d="$cordon" 'BEGIN { printf "| %s | %.1f | %.1f | %.1f |\n", c, n / 1000, d / 1000, (d - n) / 1000 }'
  fi
done
