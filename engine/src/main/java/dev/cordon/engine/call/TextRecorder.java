package dev.cordon.engine.call;

import dev.cordon.engine.activation.ActivePolicy;
import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.policy.Action;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.SeenText;
import dev.cordon.engine.text.TextKind;
import dev.cordon.engine.text.TextVisitor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps every text of a request and changes none. Not thread-safe. */
final class TextRecorder implements TextVisitor {
  private final ActivePolicy active;
  private final @Nullable String vendor;
  private final Scanner.Session session;
  private final Findings findings = new Findings();
  private final List<SeenText> texts = new ArrayList<>();

  TextRecorder(ActivePolicy active, @Nullable String vendor) {
    this.active = active;
    this.vendor = vendor;
    this.session = active.scanner().newSession();
  }

  List<SeenText> texts() {
    return texts;
  }

  @Override
  public void visit(byte[] text, int from, int to, String key, TextKind kind, Edits edits) {
    List<int[]> lossy = new ArrayList<>();
    if (!Enforcement.of(active).isDryRun()) {
      addLossy(text, from, to, key, lossy);
    }
    texts.add(new SeenText(Arrays.copyOfRange(text, from, to), lossy));
  }

  /** Finds what policy takes out for good. */
  private void addLossy(byte[] text, int from, int to, String key, List<int[]> lossy) {
    findings.clear();
    session.scan(text, from, to, key, findings);
    for (int i = 0; i < findings.size(); i++) {
      int start = findings.start(i);
      int end = findings.end(i);
      Action action = active.policy.action(findings.type(i), vendor);
      boolean isOne =
          findings.confidence(i) >= active.policy.minConfidence()
              && !active.policy.isAllowedValue(text, start, end);
      if (isOne && (action == Action.MASK || action == Action.HASH || action == Action.REMOVE)) {
        lossy.add(new int[] {start - from, end - from});
      }
    }
  }
}
