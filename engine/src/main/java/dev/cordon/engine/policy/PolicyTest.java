package dev.cordon.engine.policy;

import dev.cordon.engine.RequestHead;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request of a file of policy tests, and what is expected to become of it. Immutable. */
public final class PolicyTest {
  /** What is looked at. */
  public enum What {
    /** The decision as records name it; {@code none} for what is no AI call. */
    VERDICT,
    /** The policy's key that decided. */
    RULE,
    /** A part of what a refusal says. */
    REASON,
    /** The name of the rule for the caller. */
    CALLER,
    /** What was found and what became of it: {@code type: action}, one a line, sorted. */
    FINDINGS,
    /** The labels of the data, one a line, sorted. */
    LABELS,
    /** The exceptions that lifted a rule, one a line, sorted. */
    EXCEPTIONS,
    /** What is wrong with the connection: the policy's keys, one a line, sorted. */
    FLAWS,
    /** The body that would leave. */
    BODY,
    /** A part of the body that would leave. */
    CONTAINS,
    /** No part of the body that would leave. */
    LACKS,
    /** A header that would leave: its name. */
    HEADER,
    /** A header that would not leave: its name. */
    NO_HEADER
  }

  /** One thing that is expected. Immutable. */
  public static final class Expectation {
    private final What what;
    private final String name;
    private final String value;
    private final int line;

    Expectation(What what, String name, String value, int line) {
      this.what = what;
      this.name = name;
      this.value = value;
      this.line = line;
    }

    /** Returns what is looked at. */
    public What what() {
      return what;
    }

    /** Returns a header's name in lower case; empty for everything else. */
    public String name() {
      return name;
    }

    /** Returns what it should be. */
    public String value() {
      return value;
    }

    /** Returns the line in the file, from 1. */
    public int line() {
      return line;
    }
  }

  private final String name;
  private final int line;
  private final List<Expectation> expected = new ArrayList<>();
  private final RequestHead head;
  byte[] body = {};
  @Nullable String format;
  @Nullable String vendor;
  @Nullable String caller;
  @Nullable String service;
  @Nullable String user;
  @Nullable String key;
  @Nullable String path;
  int times = 1;
  @Nullable TestConnection connection;
  int status = 200;
  byte @Nullable [] answer;

  PolicyTest(String name, int line, RequestHead head) {
    this.name = name;
    this.line = line;
    this.head = head;
  }

  void expect(What what, String of, String value, int at) {
    expected.add(new Expectation(what, of, value, at));
  }

  /** Returns the name, which no other test of the file has. */
  public String name() {
    return name;
  }

  /** Returns its line in the file, from 1. */
  public int line() {
    return line;
  }

  /** Returns the request but for its body. */
  public RequestHead head() {
    return head;
  }

  /** Returns the request's body; empty when there is none. */
  public byte[] body() {
    return body;
  }

  /** Returns the wire format of a request that has no URL; null when it has one. */
  public @Nullable String format() {
    return format;
  }

  /** Returns who receives a request that has no URL; null for a vendor that is not known. */
  public @Nullable String vendor() {
    return vendor;
  }

  /** Returns the class, perhaps with a method, that makes the call; null when not known. */
  public @Nullable String caller() {
    return caller;
  }

  /** Returns the service's name; null when it makes no difference. */
  public @Nullable String service() {
    return service;
  }

  /** Returns the user; null when the request itself tells, or nothing does. */
  public @Nullable String user() {
    return user;
  }

  /** Returns the path of the web request that is answered meanwhile; null when not known. */
  public @Nullable String path() {
    return path;
  }

  /** Returns the fingerprint of the API key; null when the request itself has the key. */
  public @Nullable String key() {
    return key;
  }

  /** Returns how often the call is made; expected is what becomes of the last one. */
  public int times() {
    return times;
  }

  /** Returns the connection that is judged before the request; null for one without a flaw. */
  public @Nullable TestConnection connection() {
    return connection;
  }

  /** Returns with which status each call but the last ends. */
  public int status() {
    return status;
  }

  /** Returns with which body each call but the last ends; null when none ends. */
  public byte @Nullable [] answer() {
    return answer;
  }

  /** Returns what is expected, in the order of the file. */
  public List<Expectation> expected() {
    return Collections.unmodifiableList(expected);
  }
}
