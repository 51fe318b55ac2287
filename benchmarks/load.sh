#!/usr/bin/env bash
# 200 threads that make openai-java chat calls at once, to one host and to twenty: calls a second without an agent, with
# Cordon, the OpenTelemetry agent and the Datadog agent in turn, medians; and where threads waited for a lock of Cordon's or
# kept a carrier thread in it (JDK Flight Recorder). Prints a Markdown table, and the waits.
# usage: benchmarks/load.sh [platform|virtual, default platform] [calls to warm up, default 20000] [measured, default 20000]
#        AGENTS="none cordon"     measures these alone; also before: another build, whose jar BEFORE names
#        ROUNDS=3                 how many turns
#        virtual threads need JAVA_HOME to be a JDK 21 or newer
set -euo pipefail
cd "$(dirname "$0")/.."
. benchmarks/agents.sh
agents=${AGENTS:-none cordon opentelemetry datadog}
for agent in $agents; do fetch_agent "$agent"; done
rounds=${ROUNDS:-3}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
path="benchmarks/target/classes:$(cat integration-tests/libraries/openai-java-4.100.0/target/classpath)"
results=$(mktemp)
trap 'rm -f "$results"' EXIT
coproc SERVER { "$java" -cp "$path" dev.cordon.benchmarks.calls.EchoServer any; }
read -r port <&"${SERVER[0]}"
export OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:$port OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
export OTEL_METRICS_EXPORTER=none OTEL_LOGS_EXPORTER=none DD_TRACE_AGENT_URL=http://127.0.0.1:$port
export DD_PROFILING_ENABLED=false DD_INSTRUMENTATION_TELEMETRY_ENABLED=false DD_REMOTE_CONFIG_ENABLED=false
for ((round = 1; round <= rounds; round++)); do
  for hosts in 1 20; do
    for agent in $agents; do
      echo "round $round, $hosts hosts, $agent" >&2
      "$java" "$(agent_flag "$agent")" -Xlog:jfr*=off -Xmx1g -cp "$path" dev.cordon.benchmarks.calls.UnderLoad \
        "$port" "$hosts" 200 "${1:-platform}" "${2:-20000}" "${3:-20000}" 2>/dev/null |
        sed -u "s/^result \\([0-9]*\\).*/result $agent $hosts \\1/" | tee -a "$results" >&2
    done
  done
done
exec {SERVER[1]}>&-
median() { # agent hosts
  grep "^result $1 $2 " "$results" | cut -d' ' -f4 | sort -n | sed -n "$(((rounds + 1) / 2))p"
}
echo "| hosts | agent | calls a second | of none |"
echo "| --- | --- | ---: | ---: |"
for hosts in 1 20; do
  first=
  for agent in $agents; do
    calls=$(median "$agent" $hosts)
    first=${first:-$calls}
    echo "| $hosts | $agent | $calls | $((calls * 100 / first)) % |"
  done
done
