package dev.cordon.it;

import dev.cordon.it.harness.Answer;
import dev.cordon.it.harness.App;
import dev.cordon.it.harness.Conversation;
import dev.cordon.it.harness.Leaks;
import dev.cordon.it.harness.OtlpReceiver;
import dev.cordon.it.harness.Received;
import dev.cordon.it.harness.Sample;
import dev.cordon.it.harness.ScriptedServer;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One application with a vendor and a telemetry backend of its own, counted together. */
final class Lab implements AutoCloseable {
  private final ScriptedServer server = new ScriptedServer();
  private final OtlpReceiver receiver = new OtlpReceiver();
  private final App app;
  private final @Nullable Matrix cell;
  private boolean listed;
  private int calls;

  Lab(App.Builder builder) {
    this(builder, null);
  }

  Lab(Matrix cell) {
    this(cell.app(), cell);
  }

  private Lab(App.Builder builder, @Nullable Matrix cell) {
    this.cell = cell;
    app = builder.telemetry(receiver).start();
  }

  /** Makes a lab whose application is described further. */
  static Lab of(Matrix cell, UnaryOperator<App.Builder> more) {
    return new Lab(more.apply(cell.app()), cell);
  }

  /** Has what is called here stand in the table of what is supported. */
  Lab listed() {
    listed = true;
    return this;
  }

  ScriptedServer server() {
    return server;
  }

  OtlpReceiver receiver() {
    return receiver;
  }

  App app() {
    return app;
  }

  Conversation conversation(Answer... script) {
    return server.conversation(script);
  }

  /** Runs a scenario that is one logical AI call. */
  App.Reply call(String scenario, String... arguments) {
    calls++;
    if (listed && cell != null) {
      Tested.call(cell, scenario, arguments);
    }
    return app.run(scenario, arguments);
  }

  /** Runs a scenario that is so many logical AI calls; returns what it got. */
  String calls(int count, String scenario, String... arguments) {
    calls += count;
    return app.run(scenario, arguments).value();
  }

  /** The scenario that ran was one logical call more. */
  void another() {
    calls++;
  }

  /** Waits for the span of the last call; every call before it has exactly one. */
  Span span() {
    int expected = calls;
    try {
      List<Span> spans = receiver.await(expected, span -> true);
      if (spans.size() != expected) {
        throw new AssertionError(expected + " calls but " + spans.size() + " spans: " + spans);
      }
      return spans.get(expected - 1);
    } catch (AssertionError e) {
      calls = receiver.clientSpans(span -> true).size(); // One failure, not all that follow.
      throw new AssertionError(e.getMessage() + "\nStandard error:\n" + app.err().text(), e);
    }
  }

  /** No sample value may be in a request, on standard error or in telemetry. */
  void assertNothingLeaked(Conversation conversation) {
    for (Received request : conversation.requests()) {
      Leaks.assertNone(request, Sample.ALL);
    }
    assertNothingReported();
  }

  /** No sample value may be on standard error or in telemetry. */
  void assertNothingReported() {
    Leaks.assertNone("standard error", app.err().text(), Sample.ALL);
    Leaks.assertNone("telemetry", receiver.raw(), Sample.ALL);
  }

  /** Ends the application: exit code 0, as many spans as calls, and no fault of the agent's. */
  void end() {
    int code = app.stop();
    String errors = app.err().text();
    if (code != 0 || errors.contains("fault in ")) {
      throw new AssertionError("exit code " + code + "\n" + errors);
    }
    if (calls > 0) {
      span();
    }
    assertNothingReported();
  }

  @Override
  public void close() {
    app.close();
    server.close();
    receiver.close();
  }
}
