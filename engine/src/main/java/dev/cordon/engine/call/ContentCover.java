package dev.cordon.engine.call;

import dev.cordon.engine.RequestHead;
import dev.cordon.engine.activation.ActivePolicy;
import dev.cordon.engine.audit.CapturedContent;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.policy.Action;
import dev.cordon.engine.policy.CallerRule;
import dev.cordon.engine.redact.RequestLabels;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.TextKind;
import dev.cordon.engine.text.TextVisitor;
import dev.cordon.engine.wire.MalformedBodyException;
import dev.cordon.engine.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Covers what policy would not let leave, in any mode: {@code [EMAIL]} stands in the place of an
 * e-mail address. Unlike a mask it keeps nothing of the value, and unlike a token it can't be
 * restored. Thread-safe.
 */
final class ContentCover implements CapturedContent.Cover {
  private final ActivePolicy active;
  private final WireFormat format;
  private final RequestHead head;
  private final @Nullable String vendor;
  private final Supplier<@Nullable CallerRule> caller;

  /**
   * Makes a cover.
   *
   * @param format reads any JSON
   * @param caller returns the rule of the caller, once it is known
   */
  ContentCover(
      ActivePolicy active,
      WireFormat format,
      RequestHead head,
      @Nullable String vendor,
      Supplier<@Nullable CallerRule> caller) {
    this.active = active;
    this.format = format;
    this.head = head.detached();
    this.vendor = vendor;
    this.caller = caller;
  }

  @Override
  public byte @Nullable [] cover(byte[] json) {
    try {
      ExchangeRecord uncounted = new ExchangeRecord("", head, 0, 0);
      return format.rewrite(json, "application/json", null, new Visitor(uncounted), uncounted);
    } catch (MalformedBodyException unreadable) {
      return null;
    }
  }

  private final class Visitor implements TextVisitor {
    private final Scanner.Session session = active.scanner().newSession();
    private final Findings findings = new Findings();
    private final @Nullable RequestLabels labels;

    Visitor(ExchangeRecord uncounted) {
      labels = RequestLabels.of(active.policy, vendor, uncounted);
    }

    @Override
    public boolean enter(String key) {
      return labels != null && labels.enter(key);
    }

    @Override
    public void leave() {
      if (labels != null) {
        labels.leave();
      }
    }

    @Override
    public void visit(byte[] text, int from, int to, String key, TextKind kind, Edits edits) {
      if (labels != null && labels.withholds(text, from, to, key, kind)) {
        edits.add(from, to, labels.placeholder());
        return;
      }
      findings.clear();
      session.scan(text, from, to, key, findings);
      for (int i = 0; i < findings.size(); i++) {
        int start = findings.start(i);
        int end = findings.end(i);
        if (findings.confidence(i) >= active.policy.minConfidence()
            && active.policy.action(findings.type(i), vendor, caller.get()) != Action.ALLOW
            && !active.policy.isAllowedValue(text, start, end)) {
          edits.add(start, end, word(findings.type(i).token()));
        }
      }
    }
  }

  private static byte[] word(String token) {
    return ('[' + token + ']').getBytes(StandardCharsets.US_ASCII);
  }
}
