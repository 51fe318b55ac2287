package dev.cordon.engine.mark;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.Threat;
import dev.cordon.engine.policy.TokenKey;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.Origin;
import dev.cordon.engine.text.SystemPrompt;
import dev.cordon.engine.text.TextKind;
import dev.cordon.engine.text.TextVisitor;
import dev.cordon.engine.text.WrappedVisitor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts texts of a request between marks after others have seen them, and a line that tells of the
 * marks behind each system prompt. Whether both can be done is known once the whole request was
 * seen; then it has to be seen again. Serves one call; not thread-safe.
 */
public final class MarkedTexts extends WrappedVisitor {
  private static final String MARK = "mark";
  private static final String REPORT = "report";

  private final MarkCode codes;
  private final ExchangeRecord record;
  private final boolean dry;
  private final List<Threat> threats = new ArrayList<>(2);
  private final List<Origin> writers = new ArrayList<>(2);
  private final Edits others = new Edits();

  /** The system prompts, by their place among them, that end a row of them. */
  private final BitSet ends = new BitSet();

  private boolean canMark;
  private boolean wanted;
  private int prompts;
  private boolean inPrompts;
  private boolean isSeen;
  private boolean placed;
  private @Nullable Marks marks;

  /**
   * Makes a visitor.
   *
   * @param key the key that tokens are made with
   * @param record counts
   * @param dry true to change nothing
   */
  public MarkedTexts(TokenKey key, ExchangeRecord record, boolean dry) {
    super((text, from, to, name, kind, edits) -> {});
    this.codes = new MarkCode(key);
    this.record = record;
    this.dry = dry;
  }

  /** Sets who sees each text first, and returns this visitor. */
  public TextVisitor around(TextVisitor texts) {
    inner = texts;
    return this;
  }

  /** Wants marks around the text that is being seen. */
  public void want(Threat threat) {
    wanted |= canMark;
    if (isSeen) {
      return;
    }
    if (canMark) {
      threats.add(threat);
      writers.add(origin);
    } else {
      record.countThreat(threat, origin.id(), REPORT);
    }
  }

  /**
   * Decides, once the whole request was seen.
   *
   * @param body the request's body as it was
   * @param isCall whether it is one that a model answers, and no file
   * @return true when the request has to be seen again, to be marked
   */
  public boolean decide(byte[] body, boolean isCall) {
    isSeen = true;
    placed = isCall && !threats.isEmpty() && prompts > 0;
    if (!placed || dry) {
      return false;
    }
    String own = new String(body, StandardCharsets.ISO_8859_1);
    String code = codes.make();
    while (own.contains(code)) {
      code = codes.make();
    }
    marks = new Marks(code);
    return true;
  }

  /** Counts what was wanted, as it turned out. Called once. */
  public void count() {
    for (int i = 0; i < threats.size(); i++) {
      record.countThreat(threats.get(i), writers.get(i).id(), placed ? MARK : REPORT);
    }
  }

  /** Shows the request again. */
  public void again() {
    prompts = 0;
    inPrompts = false;
  }

  @Override
  public void visit(byte[] text, int from, int to, String key, TextKind kind, Edits edits) {
    boolean isPrompt = SystemPrompt.is(origin, text, from, to, kind);
    canMark = canMark(key, kind);
    wanted = false;
    Marks placing = marks;
    if (placing == null) {
      inner.visit(text, from, to, key, kind, edits);
      note(isPrompt);
      return;
    }
    others.clear();
    inner.visit(text, from, to, key, kind, others);
    if (wanted) {
      edits.add(from, from, placing.begin);
    }
    for (int i = 0; i < others.size(); i++) {
      edits.add(others.start(i), others.end(i), others.replacement(i));
    }
    if (wanted) {
      edits.add(to, to, placing.end);
    }
    if (isPrompt && ends.get(prompts++)) {
      edits.add(to, to, placing.notice);
    }
  }

  /** Keeps the last prompt of a row: what stands before it can stay in a vendor's cache. */
  private void note(boolean isPrompt) {
    if (isPrompt) {
      if (inPrompts) {
        ends.clear(prompts - 1);
      }
      ends.set(prompts++);
    }
    inPrompts = isPrompt || (inPrompts && SystemPrompt.isSystem(origin));
  }

  /** Vendors limit what a file's name may be. */
  private boolean canMark(String key, TextKind kind) {
    boolean isFile = origin == Origin.FILE || origin == Origin.DOCUMENT;
    boolean isName = isFile && (key.equals("name") || key.equals("filename"));
    return kind != TextKind.METADATA && kind != TextKind.TOOL_DEFINITION && !isName;
  }
}
