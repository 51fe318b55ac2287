#!/usr/bin/env bash
# What a call that is none of ours costs with each client, without the agent, with it, and with a policy that has an
# audit trail, for which callers are looked for: JMH, a JVM each in turn, medians over the rounds. All clients talk to a
# network in memory (dev.cordon.benchmarks.memory); nanoseconds are the processor time of all threads of the application.
# The agent's own are the part of them in which the Flight Recorder saw the agent's code, which two runs that differ for
# other reasons say better than their difference. A round takes half an hour.
#
#   benchmarks/other-calls.sh [rounds, default 1] [JMH options in place of ours]
#
#   CLIENTS="okhttp jetty"      these alone
#   JAVA_HOME=…                 the JDK to measure with
#   JAVA_21_HOME=…              the one for Helidon's client, where that is older than 21
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-1}
shift $(($# > 0 ? 1 : 0))
[ $# -gt 0 ] || set -- -wi 4 -w 2s -i 4 -r 2s
# shellcheck source=benchmarks/clients/clients.bash
. benchmarks/clients/clients.bash
table="$table
netty netty reactor-netty-1.3.8
async-http-client async-http-client async-http-client-3.0.13
armeria armeria armeria-1.40.0
jetty10 web-jetty9 jetty-websocket-10.0.25
aws aws aws-sdk-2.59.1
aws1 aws1 aws-sdk1-1.12.797
grpc grpc grpc-1.76.0
mcp mcp mcp-2.1.0
javahttp-websocket javahttp-websocket
java-websocket java-websocket java-websocket-1.6.0
tomcat-websocket websocket-jakarta tomcat-websocket-11.0.27
tyrus websocket-jakarta tyrus-2.2.0
jetty-websocket websocket-jakarta jetty-websocket-12.1.14"

jmh=$PWD/benchmarks/target/classes:$(tr ':' '\n' <benchmarks/target/classpath | grep -E 'jmh-core|jopt|commons-math' | paste -sd:)
results=$work/results
rm -f "$results"
audit=$work/audit.yaml
printf 'version: 1\naudit:\n  file: %s/audit.jsonl\n' "$work" >"$audit"

measure() { # client agent
  local flags=()
  case $2 in
    cordon) flags=("-javaagent:$PWD/agent/target/cordon-agent.jar") ;;
    audit) flags=("-javaagent:$PWD/agent/target/cordon-agent.jar=policy=$audit") ;;
  esac
  timeout 120 "${bin}java" "${flags[@]}" -Xmx256m -XX:+UseSerialGC \
    -Djava.nio.channels.spi.SelectorProvider=dev.cordon.benchmarks.memory.MemoryNetwork \
    -Djava.nio.channels.spi.AsynchronousChannelProvider=dev.cordon.benchmarks.memory.MemoryAsynchronousProvider \
    -Dcom.linecorp.armeria.transportType=nio \
    -XX:+UnlockDiagnosticVMOptions -XX:+DebugNonSafepoints -XX:FlightRecorderOptions=stackdepth=256 \
    -cp "$jmh:$path" dev.cordon.benchmarks.calls.OtherCallMain OtherCall.call -f 0 -foe true \
    -prof dev.cordon.benchmarks.calls.ThreadsUse -prof dev.cordon.benchmarks.calls.OwnShare -rf csv -rff "$work/csv" "${@:3}" >"$work/out" 2>&1 &&
    awk -F, -v client="$1" -v agent="$2" '/OtherCall.call:/ { gsub(/.*:|"/, "", $1); print client, agent, $1, $5; n++ }
      END { exit n != 4 }' "$work/csv" >>"$results" || {
    echo "$1, $2: failed" >&2
    cat "$work/out" >&2
    exit 1
  }
}

value() { # client agent what
  awk -v c="$1" -v a="$2" -v w="$3" '$1 == c && $2 == a && $3 == w { print $4 }' "$results" | median
}

# Helidon's client needs a newer JDK than others.
newest=${JAVA_21_HOME:+$JAVA_21_HOME/bin/}
"${bin}javac" --release 21 -version >"$work/out" 2>&1 && newest=$bin
[ -n "$newest" ] || newest=$(grep -lsE 'JAVA_VERSION="(2[1-9]|[3-9][0-9])' /usr/lib/jvm/*/release | head -1 | sed 's#release$#bin/#')
[ -n "$newest" ] || echo "helidon is left out: set JAVA_21_HOME to a JDK of 21 or newer" >&2

declare -A paths jdks
clients=()
oldest=$bin
while read -r client source libraries; do
  is_wanted "$client" || continue
  [ "$client" != helidon ] || bin=$newest
  [ "$client" != helidon ] || [ -n "$newest" ] || continue
  compile "$client" "$source" "${libraries:-}" benchmarks/clients/{Chat,Call}.java
  clients+=("$client") paths[$client]=$path jdks[$client]=$bin
  bin=$oldest
done <<<"$table"
for ((round = 1; round <= rounds; round++)); do
  echo "round $round of $rounds, load $(cut -d' ' -f1 /proc/loadavg)" >&2
  for client in "${clients[@]}"; do
    bin=${jdks[$client]} path=${paths[$client]}
    for agent in none cordon audit; do measure "$client" "$agent" "$@"; done
  done
done

echo "| client | no agent, ns | Cordon, more, ns | its own, ns | more bytes | with an audit trail, more, ns | its own, ns | more bytes |"
echo "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
for client in "${clients[@]}"; do
  line="$client"
  for agent in none cordon audit; do
    for what in processor own bytes; do line="$line $(value "$client" "$agent" "$what")"; done
  done
  awk '{ printf "| %s | %.0f | %.0f | %.0f | %.0f | %.0f | %.0f | %.0f |\n", $1, $2, $5 - $2, $6, $7 - $4, $8 - $2, $9, $10 - $4 }' <<<"$line"
done
