package dev.cordon.it.harness;

import java.nio.file.Files;
import java.nio.file.Path;

/** An agent that runs beside ours (see {@code libraries/agents}). */
public enum OtherAgent {
  /** The OpenTelemetry Java agent. */
  OPENTELEMETRY("opentelemetry-javaagent"),
  /** Datadog's. */
  DATADOG("dd-java-agent");

  private final String name;

  OtherAgent(String name) {
    this.name = name;
  }

  /** Returns its jar file. */
  public Path jar() {
    Path jar = Places.directory().resolve("libraries/agents/target/agents/" + name + ".jar");
    if (!Files.exists(jar)) {
      throw new IllegalStateException(jar + " is missing; the build of the libraries copies it");
    }
    return jar;
  }

  /** Attaches it before our agent or behind it. */
  public App.Builder beside(App.Builder app, boolean first) {
    String argument = "-javaagent:" + jar();
    return first ? app.jvmFirst(argument) : app.jvm(argument);
  }
}
