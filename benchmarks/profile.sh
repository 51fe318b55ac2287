#!/usr/bin/env bash
# Where the time of a governed call goes: records 4 KiB chat calls under the agent with the JDK's Flight Recorder and
# prints the hottest methods of the agent, alone and with what they call.
# usage: benchmarks/profile.sh [five|nothing, default five] [calls, default 100000]
set -euo pipefail
cd "$(dirname "$0")/.."
./mvnw -B -q -DskipTests -Dspotless.check.skip package >&2
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
path="benchmarks/target/classes:$(cat integration-tests/libraries/openai-java-4.100.0/target/classpath)"
recording=benchmarks/target/calls.jfr
mkdir -p benchmarks/target
coproc SERVER { "$java" -cp "$path" dev.cordon.benchmarks.calls.EchoServer; }
read -r port <&"${SERVER[0]}"
OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:$port "$java" -javaagent:agent/target/cordon-agent.jar \
  -XX:StartFlightRecording=filename="$recording",settings=profile -XX:FlightRecorderOptions=stackdepth=256 -Xlog:jfr*=off -Xmx512m -XX:+UseSerialGC \
  -XX:+UnlockDiagnosticVMOptions -XX:+DebugNonSafepoints \
  -cp "$path" dev.cordon.benchmarks.calls.ChatCalls "http://127.0.0.1:$port/v1" "${1:-five}" 60000 "${2:-100000}" 2>/dev/null
exec {SERVER[1]}>&-
"$java" -cp benchmarks/target/classes dev.cordon.benchmarks.calls.HotMethods "$recording"
