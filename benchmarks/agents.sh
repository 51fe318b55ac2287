# Read by the scripts beside it: the agents that they compare, and where their jars are.
# shellcheck shell=bash
otel_version=2.33.1
datadog_version=1.68.1
peers=$PWD/benchmarks/target/peers

# Fetches the jar of a peer from Maven Central, or builds Cordon's, if there is none.
fetch_agent() { # name
  local artifact
  case $1 in
    none | before) return ;;
    cordon)
      [ -f agent/target/cordon-agent.jar ] && [ -d benchmarks/target/classes ] ||
        ./mvnw -B -q -DskipTests -Dspotless.check.skip package >&2
      return ;;
    opentelemetry) artifact=io.opentelemetry.javaagent:opentelemetry-javaagent:$otel_version ;;
    datadog) artifact=com.datadoghq:dd-java-agent:$datadog_version ;;
  esac
  [ -f "$(agent_jar "$1")" ] || ./mvnw -B -q -N dependency:copy -Dartifact="$artifact" -DoutputDirectory="$peers" >&2
}

agent_jar() { # name
  case $1 in
    none) ;;
    cordon) echo "$PWD/agent/target/cordon-agent.jar" ;;
    before) realpath "${BEFORE:?names the jar of another build}" ;;
    opentelemetry) echo "$peers/opentelemetry-javaagent-$otel_version.jar" ;;
    datadog) echo "$peers/dd-java-agent-$datadog_version.jar" ;;
    *) echo "unknown agent $1" >&2; return 2 ;;
  esac
}

agent_flag() { # name; an option that does nothing for none
  if [ "$1" = none ]; then echo -Dnone; else echo "-javaagent:$(agent_jar "$1")"; fi
}
