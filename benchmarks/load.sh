#!/usr/bin/env bash
# 200 threads that make openai-java chat calls at once: calls a second without and with the agent, to one host and to
# twenty, and where threads waited for a lock of the agent's or kept a carrier thread in it (JDK Flight Recorder).
# usage: benchmarks/load.sh [platform|virtual, default platform] [calls to warm up, default 20000] [measured, default 20000]
#        virtual threads need JAVA_HOME to be a JDK 21 or newer
set -euo pipefail
cd "$(dirname "$0")/.."
[ -f agent/target/cordon-agent.jar ] || ./mvnw -B -q -DskipTests -Dspotless.check.skip package >&2
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
path="benchmarks/target/classes:$(cat integration-tests/libraries/openai-java-4.100.0/target/classpath)"
coproc SERVER { "$java" -cp "$path" dev.cordon.benchmarks.calls.EchoServer any; }
read -r port <&"${SERVER[0]}"
export OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:$port OTEL_METRICS_EXPORTER=none OTEL_LOGS_EXPORTER=none
for hosts in 1 20; do
  for flag in -Dnone -javaagent:agent/target/cordon-agent.jar; do
    echo "$hosts hosts, $flag"
    "$java" "$flag" -Xlog:jfr*=off -Xmx1g -cp "$path" dev.cordon.benchmarks.calls.UnderLoad \
      "$port" "$hosts" 200 "${1:-platform}" "${2:-20000}" "${3:-20000}" 2>/dev/null
  done
done
exec {SERVER[1]}>&-
