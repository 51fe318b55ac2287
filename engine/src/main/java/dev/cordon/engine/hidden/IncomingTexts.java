package dev.cordon.engine.hidden;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.Threat;
import dev.cordon.engine.policy.Lifted;
import dev.cordon.engine.policy.Refusal;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.JoinedText;
import dev.cordon.engine.text.Origin;
import dev.cordon.engine.text.TextKind;
import dev.cordon.engine.text.TextVisitor;
import dev.cordon.engine.text.WrappedVisitor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a kind of threat in a request's texts beside another visitor, counts what it finds and
 * takes it out where policy says so. Several look one through the other. Serves one call at a time;
 * not thread-safe.
 */
public abstract class IncomingTexts extends WrappedVisitor {
  /** Stands where a part is taken out. */
  protected static final byte[] NOTHING = {};

  /** Stands for the other visitor between two calls. */
  private static final TextVisitor NOBODY = (text, from, to, key, kind, edits) -> {};

  private @Nullable ExchangeRecord record;
  private final boolean dry;
  private @Nullable Edits found;
  private @Nullable Edits stripped;
  private final Edits hidden = new Edits();
  private @Nullable JoinedText joined;
  private @Nullable Refusal refusal;
  private boolean again;

  /**
   * Makes a visitor.
   *
   * @param inner sees every text as well
   * @param record counts
   * @param dry true to change nothing
   */
  protected IncomingTexts(TextVisitor inner, ExchangeRecord record, boolean dry) {
    super(inner);
    this.record = record;
    this.dry = dry;
  }

  /**
   * Begins another call.
   *
   * @param next sees every text as well
   * @param counts counts
   */
  public final void begin(TextVisitor next, ExchangeRecord counts) {
    record = counts;
    again = false;
    refusal = null;
    origin = Origin.USER;
    if (inner instanceof IncomingTexts) {
      ((IncomingTexts) inner).begin(next, counts);
    } else {
      inner = next;
    }
  }

  /** Ends the call: nothing of it is kept. */
  public final void end() {
    record = null;
    refusal = null;
    stripped = null;
    found = null;
    hidden.clear();
    joined = null;
    forget();
    if (inner instanceof IncomingTexts) {
      ((IncomingTexts) inner).end();
    } else {
      inner = NOBODY;
    }
  }

  /** Forgets what is kept of the texts. */
  protected void forget() {}

  /**
   * Looks at a text that {@link #origin} wrote, and calls {@link #threat} and {@link #strip} for
   * what it finds.
   */
  protected abstract void look(byte[] text, int from, int to);

  /**
   * Returns why the request is refused by a rule that no exception lifts, or null.
   *
   * @param lifted what exceptions lift
   */
  public final @Nullable Refusal refusal(Lifted lifted) {
    Refusal why = refusal;
    if (why != null && !lifted.lifts(why.rule(), null)) {
      return why;
    }
    return inner instanceof IncomingTexts ? ((IncomingTexts) inner).refusal(lifted) : null;
  }

  /** Goes on after a part of the request was refused. */
  public final void forgetRefusal() {
    refusal = null;
    if (inner instanceof IncomingTexts) {
      ((IncomingTexts) inner).forgetRefusal();
    }
  }

  /** Shows the same request again: it has been counted. */
  public final void again() {
    again = true;
    if (inner instanceof IncomingTexts) {
      ((IncomingTexts) inner).again();
    }
  }

  @Override
  public final void joined(JoinedText next) {
    joined = next;
  }

  /** Returns how the text that is being seen reads without what is hidden in it; null for as is. */
  protected final @Nullable JoinedText joined() {
    return joined;
  }

  @Override
  public final void visit(byte[] text, int from, int to, String key, TextKind kind, Edits edits) {
    stripped = null;
    hidden.clear();
    look(text, from, to);
    Edits strip = stripped;
    JoinedText reads = reads(text, from, to);
    joined = null;
    if (reads != null) {
      inner.joined(reads);
    }
    if (strip == null) {
      inner.visit(text, from, to, key, kind, edits);
      return;
    }
    Edits others = found;
    if (others == null) {
      others = found = new Edits();
    }
    others.clear();
    inner.visit(text, from, to, key, kind, others);
    merge(others, strip, edits);
  }

  /**
   * What others leave out comes first: a value may reach from there into what is taken out here.
   */
  private @Nullable JoinedText reads(byte[] text, int from, int to) {
    JoinedText before = joined;
    return before == null && !hidden.isEmpty() ? JoinedText.of(text, from, to, hidden) : before;
  }

  /**
   * Counts a threat.
   *
   * @param action what policy says
   * @param why refuses the call if nothing else does, or null
   */
  protected final void threat(Threat threat, Enum<?> action, @Nullable Refusal why) {
    ExchangeRecord counts = record;
    if (!again && counts != null) {
      counts.countThreat(threat, origin.id(), action.name().toLowerCase(Locale.ROOT));
    }
    if (refusal == null) {
      refusal = why;
    }
  }

  /**
   * Takes out a part of the text; parts come in order and don't overlap.
   *
   * @param instead stands there from now on, unless another visitor replaces something of the part
   */
  protected final void strip(int from, int to, byte[] instead) {
    hidden.add(from, to, instead);
    if (dry) {
      return;
    }
    Edits strip = stripped;
    if (strip == null) {
      strip = stripped = new Edits();
    }
    strip.add(from, to, instead);
  }

  /** As {@link #strip}, but the part stays: only how the text reads without it is looked at. */
  protected final void leave(int from, int to) {
    hidden.add(from, to, NOTHING);
  }

  /**
   * Joins what is taken out with what the other visitor replaces. What is replaced within a part
   * that is taken out goes with it; what reaches over its edge, or holds it, is replaced whole.
   */
  private static void merge(Edits others, Edits strip, Edits edits) {
    int next = 0;
    for (int i = 0; i < strip.size(); i++) {
      int from = strip.start(i);
      int to = strip.end(i);
      while (next < others.size() && others.end(next) <= from) {
        edits.add(others.start(next), others.end(next), others.replacement(next++));
      }
      boolean replaces = strip.replacement(i).length > 0;
      boolean touched = next < others.size() && others.start(next) < to;
      if (replaces && !touched && !reaches(edits, from)) {
        edits.add(from, to, strip.replacement(i));
        continue;
      }
      while (next < others.size() && others.start(next) < to) {
        if (replaces) {
          edits.add(others.start(next), others.end(next), others.replacement(next++));
          continue;
        }
        boolean within = others.start(next) >= from && others.end(next) <= to;
        if (!within) {
          remove(edits, from, others.start(next));
          from = Math.max(from, others.end(next));
          edits.add(others.start(next), others.end(next), others.replacement(next));
        }
        next++;
      }
      // What was replaced before may reach into this part.
      if (!edits.isEmpty()) {
        from = Math.max(from, edits.end(edits.size() - 1));
      }
      remove(edits, from, replaces ? from : to);
    }
    for (; next < others.size(); next++) {
      edits.add(others.start(next), others.end(next), others.replacement(next));
    }
  }

  private static boolean reaches(Edits edits, int from) {
    return !edits.isEmpty() && edits.end(edits.size() - 1) > from;
  }

  private static void remove(Edits edits, int from, int to) {
    if (from < to) {
      edits.add(from, to, NOTHING);
    }
  }
}
