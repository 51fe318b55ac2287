package dev.cordon.agent.cli;

import dev.cordon.agent.cli.Probe.Outcome;
import dev.cordon.engine.CallerMark;
import dev.cordon.engine.Exchange;
import dev.cordon.engine.StreamTransform;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.activation.PolicyScanners;
import dev.cordon.engine.audit.ExchangeObserver;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.ThreatCount;
import dev.cordon.engine.call.Engine;
import dev.cordon.engine.call.EngineConfig;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.redact.Vault;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tries one policy on probes by the engine itself; nothing is sent or kept. Not thread-safe. */
final class ProbeRun {
  private static final Pattern CANARY = Pattern.compile("\\(Ref\\. ([0-9A-Z-]+)\\)");
  private static final Pattern TOKEN = Pattern.compile("EMAIL[0-9]*_[0-9A-Z]+");

  private final Policy policy;
  private final Scanner scanner;
  private final @Nullable CallerMark caller;
  private final Console console;
  private @Nullable ExchangeRecord record;

  /**
   * Makes a run.
   *
   * @param caller the class and method that makes the calls; null when not known
   */
  ProbeRun(Policy policy, @Nullable String caller, Console console) {
    this.policy = policy;
    this.scanner = new PolicyScanners().create(policy);
    this.caller = caller == null ? null : new CallerMark(caller, null);
    this.console = console;
  }

  /** Returns the rule that refuses any call of a form, whatever it says; null when it may be. */
  @Nullable String refusal(ProbeForm form) {
    Exchange exchange = engine().open(form.head(), caller);
    if (exchange == null) {
      return "not looked at";
    }
    Verdict verdict = exchange.judge(form.request("Hello.", false));
    ExchangeRecord seen = record;
    return verdict.refusal() == null || seen == null ? null : String.valueOf(seen.rule());
  }

  /** Runs a probe. */
  Outcome run(Probe probe) {
    Engine engine = engine();
    String before = probe.before;
    Exchange first = before == null ? null : engine.open(probe.form.head(), caller);
    if (first != null && before != null) {
      first.judge(ProbeForm.body(before));
    }
    Exchange exchange = engine.open(probe.form.head(), caller);
    if (exchange == null) {
      return Outcome.THROUGH;
    }
    byte[] body = body(probe);
    Verdict verdict = exchange.judge(body);
    if (verdict.refusal() != null) {
      return Outcome.REFUSED;
    }
    String text = probe.answer;
    if (text == null) {
      return outcome(probe, body, verdict.body(), probe.needle);
    }
    String sent = new String(verdict.body(), StandardCharsets.UTF_8);
    if (text.contains("<CANARY>")) {
      Matcher own = CANARY.matcher(sent);
      return own.find()
          ? answered(probe, exchange, text.replace("<CANARY>", own.group(1)), own.group(1))
          : Outcome.THROUGH;
    }
    return answered(probe, exchange, text.replace("<EMAIL>", token(sent, probe)), probe.needle);
  }

  private static byte[] body(Probe probe) {
    if (probe.isBody) {
      return ProbeForm.body(probe.request);
    }
    return probe.isPrompted
        ? probe.form.prompted(probe.request)
        : probe.form.request(probe.request, probe.fromTool);
  }

  /** Returns who receives the calls of a form; null for nobody that is known. */
  @Nullable String vendor(ProbeForm form) {
    Exchange exchange = engine().open(form.head(), caller);
    if (exchange != null) {
      exchange.judge(form.request("Hello.", false));
    }
    ExchangeRecord seen = record;
    return seen == null ? null : seen.vendor();
  }

  private Engine engine() {
    // A new engine each time: limits begin anew, and no probe knows what another one held.
    EngineConfig config =
        new EngineConfig()
            .policies(() -> policy)
            .scanners(same -> scanner)
            .vault(Vault.NONE)
            .observer(new Keeper())
            .log(new CommandLog("probe", console.err));
    return Engine.start(config);
  }

  /** What stands for the value in the request; the value itself where policy lets it leave. */
  private static String token(String sent, Probe probe) {
    Matcher token = TOKEN.matcher(sent);
    return token.find() ? token.group() : probe.needle;
  }

  private Outcome answered(Probe probe, Exchange exchange, String text, String needle) {
    byte[] answer =
        probe.streamed
            ? probe.form.stream(text, probe.inTool)
            : probe.form.answer(text, probe.inTool);
    String type = probe.streamed ? probe.form.streamType() : "application/json";
    StreamTransform transform = exchange.answer(200, ProbeForm.type(type));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(out, transform.transform(ByteBuffer.wrap(answer)));
    write(out, transform.finish());
    return outcome(probe, answer, out.toByteArray(), needle);
  }

  private static void write(ByteArrayOutputStream out, ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    out.write(bytes, 0, bytes.length);
  }

  private Outcome outcome(Probe probe, byte[] before, byte[] after, String needle) {
    if (!probe.group.hostile) {
      return isSame(probe, before, after) ? Outcome.THROUGH : Outcome.CHANGED;
    }
    if (!holds(after, probe, needle)) {
      return Outcome.REMOVED;
    }
    ExchangeRecord seen = record;
    if (seen != null && isMarked(seen)) {
      return Outcome.MARKED;
    }
    boolean reported =
        seen != null
            && (!seen.threats().isEmpty()
                || !seen.outputFindings().isEmpty()
                || (probe.answer == null && !seen.inputFindings().isEmpty()));
    return reported ? Outcome.REPORTED : Outcome.THROUGH;
  }

  private static boolean isMarked(ExchangeRecord seen) {
    boolean marked = false;
    for (ThreatCount threat : seen.threats()) {
      marked |= threat.action().equals("mark");
    }
    return marked;
  }

  /** A stream may bring a word in a later event than it came in. */
  private static boolean isSame(Probe probe, byte[] before, byte[] after) {
    return probe.streamed
        ? joined(new String(before, StandardCharsets.UTF_8))
            .equals(joined(new String(after, StandardCharsets.UTF_8)))
        : Arrays.equals(before, after);
  }

  /** Tells whether the texts hold what must not be there, however it is escaped or cut. */
  private static boolean holds(byte[] bytes, Probe probe, String needle) {
    String all = new String(bytes, StandardCharsets.UTF_8);
    String text = probe.streamed ? joined(all) : all;
    String escaped = ProbeForm.escaped(needle);
    return text.contains(needle)
        || text.contains(escaped)
        || text.contains(ProbeForm.escaped(escaped))
        || text.contains(needle.replace("@", "%40"));
  }

  /** Puts the texts of events together. */
  private static String joined(String events) {
    Matcher piece =
        Pattern.compile(
                "\"(?:content|delta|text|arguments|partial_json)\":\"((?:[^\"\\\\]|\\\\.)*)\"")
            .matcher(events);
    StringBuilder text = new StringBuilder();
    while (piece.find()) {
      text.append(piece.group(1));
    }
    return text.toString();
  }

  /** Keeps the record of the call that began last. */
  private final class Keeper implements ExchangeObserver {
    @Override
    public @Nullable Object started(ExchangeRecord started) {
      record = started;
      return null;
    }

    @Override
    public void ended(ExchangeRecord ended, @Nullable Object state) {
      record = ended;
    }
  }
}
