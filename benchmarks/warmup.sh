#!/usr/bin/env bash
# The first calls of a JVM, each in a fresh one: no agent, Cordon, the OpenTelemetry agent and the Datadog agent in
# turn, with one core and with two. Prints a Markdown table of medians.
# usage: benchmarks/warmup.sh [rounds, default 5] [calls, default 20000]
#        AGENTS="none cordon"     measures these alone; also before: another build, whose jar BEFORE names
set -euo pipefail
cd "$(dirname "$0")/.."
. benchmarks/agents.sh
agents=${AGENTS:-none cordon opentelemetry datadog}
for agent in $agents; do fetch_agent "$agent"; done
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
path="benchmarks/target/classes:$(cat integration-tests/libraries/openai-java-4.100.0/target/classpath)"
rounds=${1:-5}
results=$(mktemp)
trap 'rm -f "$results"' EXIT
coproc SERVER { "$java" -cp "$path" dev.cordon.benchmarks.calls.EchoServer; }
read -r port <&"${SERVER[0]}"
export OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:$port OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
export OTEL_METRICS_EXPORTER=none OTEL_LOGS_EXPORTER=none DD_TRACE_AGENT_URL=http://127.0.0.1:$port
export DD_PROFILING_ENABLED=false DD_INSTRUMENTATION_TELEMETRY_ENABLED=false DD_REMOTE_CONFIG_ENABLED=false
for ((round = 0; round < rounds; round++)); do
  for cores in 0 0,1; do
    for agent in $agents; do
      taskset -c "$cores" "$java" "$(agent_flag "$agent")" -Xmx512m -cp "$path" dev.cordon.benchmarks.calls.FirstCalls \
        "http://127.0.0.1:$port/v1" five "${2:-20000}" 2>/dev/null |
        sed -n "s/^result /$agent $cores /p" | tee -a "$results" >&2
    done
  done
done
exec {SERVER[1]}>&-
median() { # agent cores column
  grep "^$1 $2 " "$results" | cut -d' ' -f"$3" | sort -n | sed -n "$(((rounds + 1) / 2))p"
}
echo "| cores | agent | first 1,000 calls, ms | of the processor, ms | warm after calls | warm after ms | then a call, µs |"
echo "| --- | --- | ---: | ---: | ---: | ---: | ---: |"
for cores in 0 0,1; do
  for agent in $agents; do
    echo "| $([ $cores = 0 ] && echo 1 || echo 2) | $agent | $(median "$agent" $cores 3) | $(median "$agent" $cores 4) | $(median "$agent" $cores 5) | $(median "$agent" $cores 6) | $(median "$agent" $cores 7) |"
  done
done
