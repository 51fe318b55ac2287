# Sourced by clients.sh and other-calls.sh: the clients, each with its source and its libraries in integration-tests, and
# how one of them is compiled. CLIENTS="okhttp jetty" takes these alone.
table="url-connection web-url-connection
javahttp web-javahttp
okhttp web-okhttp okhttp-5.5.1
okhttp2 web-okhttp2 okhttp2-2.7.5
apache5 web-apache5 httpclient5-5.5
apache5-async web-apache5-async httpclient5-5.5
apache4 web-apache4 httpclient-4.5.14
apache4-async web-apache4-async httpasyncclient-4.1.5
reactor web-reactor reactor-netty-1.3.8
vertx web-vertx vertx-5.1.6
jetty web-jetty jetty-client-12.1.14
jetty9 web-jetty9 jetty-client-9.4.58
helidon web-helidon helidon-webclient-4.5.0
ktor-cio web-ktor-cio ktor-cio-3.5.2"
bin=${JAVA_HOME:+$JAVA_HOME/bin/}
work=$PWD/benchmarks/target/clients
export OTEL_TRACES_EXPORTER=none OTEL_METRICS_EXPORTER=none OTEL_LOGS_EXPORTER=none

mkdir -p "$work"
[ -f agent/target/cordon-agent.jar ] && [ -f benchmarks/target/classpath ] ||
  ./mvnw -B -q -DskipTests -Dspotless.check.skip package >&2
[ -f integration-tests/libraries/okhttp-5.5.1/target/classpath ] ||
  ./mvnw -B -q -f integration-tests/libraries generate-test-resources >&2

is_wanted() { # client
  [ -z "${CLIENTS:-}" ] || [[ " $CLIENTS " == *" $1 "* ]]
}

# Compiles a client with what calls it; sets path.
compile() { # client source libraries caller…
  local libraries= source=benchmarks/clients/$2/Client.java
  [ -z "$3" ] || libraries=$(cat "integration-tests/libraries/$3/target/classpath")
  [ -f "$source" ] || source=integration-tests/src/apps/$2/com/example/app/Client.java
  path=$work/$1:$libraries
  rm -rf "${work:?}/$1"
  "${bin}javac" -nowarn -proc:none -d "$work/$1" -cp "$libraries" "$source" "${@:4}"
}

median() { # numbers, one a line, on standard input
  sort -g | awk '{ v[NR] = $1 } END { if (NR == 0) exit 1; print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'
}
