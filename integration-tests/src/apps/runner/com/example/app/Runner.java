package com.example.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs the scenarios that are named on standard input, one a line, until the input ends. */
public final class Runner {
  /** One thing that the application can do. */
  public interface Scenario {
    /** Does it and returns what the application got. */
    String run(String[] arguments) throws Exception;
  }

  private final Map<String, Scenario> scenarios = new LinkedHashMap<>();

  /** Adds a scenario. */
  public Runner add(String name, Scenario scenario) {
    scenarios.put(name, scenario);
    return this;
  }

  /** Runs what standard input says and exits: idle connection threads would wait for a minute. */
  public void serveAndExit() throws IOException {
    serve();
    System.exit(0);
  }

  /** Runs what standard input says. */
  public void serve() throws IOException {
    PrintStream out = new PrintStream(System.out, true, "UTF-8");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split("\t", -1);
      String[] arguments = new String[words.length - 1];
      for (int i = 1; i < words.length; i++) {
        arguments[i - 1] = new String(Base64.getDecoder().decode(words[i]), StandardCharsets.UTF_8);
      }
      String verdict = "ok";
      String text;
      try {
        Scenario scenario = scenarios.get(words[0]);
        if (scenario == null) {
          throw new IllegalArgumentException("no scenario " + words[0]);
        }
        text = scenario.run(arguments);
      } catch (Throwable e) {
        verdict = "error";
        text = chain(e);
      }
      byte[] utf8 = String.valueOf(text).getBytes(StandardCharsets.UTF_8);
      out.println("#reply " + verdict + " " + Base64.getEncoder().encodeToString(utf8));
    }
  }

  private static String chain(Throwable failure) {
    StringBuilder text = new StringBuilder();
    for (Throwable e = failure; e != null; e = e.getCause()) {
      text.append(e.getClass().getName()).append(": ").append(e.getMessage()).append('\n');
    }
    return text.toString();
  }
}
