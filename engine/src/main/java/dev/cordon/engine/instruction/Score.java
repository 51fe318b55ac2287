package dev.cordon.engine.instruction;

import dev.cordon.engine.audit.Threat;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Weighs the notions of a passage: those that stand near each other are a signal, and each signal
 * counts once. Weights were set on texts made for that; docs/prompt-injection.md has the figures.
 * Reusable; not thread-safe.
 */
final class Score {
  /** From here on a passage is likely to be a command. */
  static final int LIKELY = 50;

  /** From here on there is hardly a doubt. */
  static final int STRONG = 100;

  /** A word is so long, and a character of a script without blanks one. */
  static final int WORD = 2;

  /** A passage ends where nothing is said for so long. */
  private static final int PAUSE = 50 * WORD;

  /** And after so much at the latest. */
  private static final int LONGEST = 200 * WORD;

  /** So much counts that isn't there by chance. */
  private static final int MEANT = 20;

  /** A marker that weighs less is spoken of, and many such are no more than one that acts. */
  private static final int MARKER = 20;

  /** Nothing of a notion was seen. */
  private static final int NEVER = Integer.MIN_VALUE / 2;

  /** What stands for itself: once a passage. Others need company. */
  private static final int[] ALONE = new int[Notion.values().length];

  static {
    alone(Notion.DISREGARD, 5);
    alone(Notion.SYSPROMPT, 10);
    alone(Notion.EVERYTHING, 5);
    alone(Notion.UNBOUND, 20);
    alone(Notion.PERSONA, 10);
    alone(Notion.OBEY, 30);
    alone(Notion.LAPSE, 10);
    alone(Notion.ADDRESS, 10);
    alone(Notion.SUMMON, 35);
    alone(Notion.SEND, 10);
    alone(Notion.DATA, 15);
    alone(Notion.GUARD, 10);
    alone(Notion.HUSH, 40);
    alone(Notion.FRESH, 20);
    alone(Notion.INSTEAD, 10);
    alone(Notion.OUTPUT, 10);
    alone(Notion.CLAIM, 20);
    alone(Notion.ACT, 5);
  }

  private static final int COUNTING;

  static {
    int counting = Notion.REVEAL.bit;
    for (Notion notion : Notion.values()) {
      counting |= ALONE[notion.ordinal()] > 0 ? notion.bit : 0;
    }
    COUNTING = counting;
  }

  private static void alone(Notion notion, int weight) {
    ALONE[notion.ordinal()] = weight;
  }

  /** Tells whether one of these notions counts by itself, or is what a pair counts for. */
  static boolean counts(int bits) {
    return (bits & COUNTING) != 0;
  }

  private final int[] last = new int[ALONE.length];
  private final int[] sentences = new int[ALONE.length];
  private int sentence;
  private int seen;
  private int points;
  private int marks;
  private int spoken;
  private long marked;
  private int discount;
  private int began;
  private int heard;

  /** Where the last order stands that is about what people write to each other. */
  private int people = NEVER + 1;

  /** Whether more than small things was seen: many of those are no command. */
  private boolean certain;

  /** Which pairs have counted. */
  private long pairs;

  /** The passage's first byte, -1 before there is one. */
  private int from = -1;

  private int to;
  private @Nullable Threat kind;
  private int kindPoints;

  Score() {
    Arrays.fill(last, NEVER);
  }

  /** Forgets the passage. */
  void clear() {
    if (seen != 0 || marked != 0) {
      Arrays.fill(last, NEVER);
      seen = 0;
      points = 0;
      marks = 0;
      spoken = 0;
      marked = 0;
      certain = false;
      discount = 0;
      people = NEVER + 1;
      pairs = 0;
      kind = null;
      kindPoints = 0;
      from = -1;
    }
    sentence = 0;
  }

  boolean isEmpty() {
    return from < 0;
  }

  /** Returns how much speaks for a command, from 0. */
  int points() {
    int all = points + Math.min(marks, STRONG) + spoken;
    return Math.max(0, (certain || marks > 0 ? all : Math.min(all, LIKELY - 1)) - discount);
  }

  /** Returns what most speaks for. */
  Threat kind() {
    return kind == null ? Threat.INSTRUCTION_OVERRIDE : kind;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** A sentence ends. */
  void sentence() {
    sentence++;
  }

  /**
   * A colon stands in the text. Behind "ignore my last mail:" comes why, and nothing that is to be
   * ignored.
   */
  void colon() {
    if (near(Notion.DISREGARD, Notion.HUMAN, 5 * WORD)
        && last[Notion.HUMAN.ordinal()] > last[Notion.DISREGARD.ordinal()]) {
      sentence++;
    }
  }

  /** A model is spoken to, and a comma or a colon follows: what comes then is for it. */
  void summoned() {
    pair(18, 25, Threat.INSTRUCTION_ACT);
  }

  /** Tells whether a passage is over at a place, in words from the text's begin. */
  boolean isOver(int tick) {
    return !isEmpty() && (tick - heard > PAUSE || tick - began > LONGEST);
  }

  /**
   * A role marker stands in the text; each counts once.
   *
   * @param number which one, below 64
   */
  void marker(int number, int weight, int start, int end, int tick) {
    extend(start, end, tick);
    if ((marked >> number & 1) == 0) {
      marked |= 1L << number;
      if (weight >= MARKER) {
        marks += weight;
      } else {
        spoken = Math.min(spoken + weight, MARKER);
      }
      kind(Threat.INSTRUCTION_ROLE_MARKER, weight);
    }
  }

  /** Something makes a command less likely; the same thing counts once. */
  void doubt(int weight) {
    discount = Math.max(discount, weight);
  }

  /**
   * Notions are spoken of.
   *
   * @param bits which
   * @param start the phrase's first byte
   * @param end the byte after its last one
   * @param tick where that is, in words from the text's begin
   * @param told whether somebody is said to do it
   */
  void add(int bits, int start, int end, int tick, boolean told) {
    for (int rest = bits; rest != 0; rest &= rest - 1) {
      int notion = Integer.numberOfTrailingZeros(rest);
      boolean is =
          !told || (notion != Notion.DISREGARD.ordinal() && notion != Notion.REVEAL.ordinal());
      if (is) {
        last[notion] = tick;
        sentences[notion] = sentence;
      }
      if ((seen >> notion & 1) == 0 && is) {
        seen |= 1 << notion;
        if (ALONE[notion] > 0) {
          points += ALONE[notion];
          certain |= ALONE[notion] >= MEANT;
          extend(start, end, tick);
        }
      } else if (ALONE[notion] > 0) {
        extend(start, end, tick);
      }
    }
    if ((bits & Notion.HUMAN.bit) != 0) {
      ofPeople();
    }
    int before = points;
    pairs();
    if (points > before) {
      extend(start, end, tick);
    }
  }

  private void extend(int start, int end, int tick) {
    if (from < 0) {
      from = start;
      began = tick;
    }
    to = end;
    heard = tick;
  }

  private void pairs() {
    boolean yours = near(Notion.YOUR, Notion.RULES, 4);
    boolean whose =
        near(Notion.PRIOR, Notion.RULES, 8) || yours || near(Notion.SYSPROMPT, Notion.YOUR, 6);
    if (orders(Notion.DISREGARD, Notion.RULES, 14) && people != last[Notion.DISREGARD.ordinal()]) {
      pair(0, 25, Threat.INSTRUCTION_OVERRIDE);
      if (whose) {
        pair(1, 35, Threat.INSTRUCTION_OVERRIDE);
      } else if (near(Notion.ALL, Notion.RULES, 8)) {
        pair(2, 20, Threat.INSTRUCTION_OVERRIDE);
      }
    }
    if (orders(Notion.DISREGARD, Notion.EVERYTHING, 10)
        || orders(Notion.DISREGARD, Notion.SYSPROMPT, 10)) {
      pair(3, 55, Threat.INSTRUCTION_OVERRIDE);
    }
    if (orders(Notion.DISREGARD, Notion.UNBOUND, 12)) {
      pair(4, 40, Threat.INSTRUCTION_OVERRIDE);
    }
    if (orders(Notion.REVEAL, Notion.SYSPROMPT, 14)) {
      pair(5, 55, Threat.INSTRUCTION_REVEAL);
    }
    if (yours && orders(Notion.REVEAL, Notion.RULES, 14)) {
      pair(6, 60, Threat.INSTRUCTION_REVEAL);
    }
    if (orders(Notion.REVEAL, Notion.EVERYTHING, 12)) {
      pair(7, 35, Threat.INSTRUCTION_REVEAL);
    }
    if (yours && orders(Notion.ASK, Notion.RULES, 10)) {
      pair(8, 60, Threat.INSTRUCTION_REVEAL);
    } else if (orders(Notion.ASK, Notion.SYSPROMPT, 8)) {
      pair(9, near(Notion.SYSPROMPT, Notion.YOUR, 8) ? 50 : 30, Threat.INSTRUCTION_REVEAL);
    }
    if (orders(Notion.REVEAL, Notion.SECRET, 12)) {
      pair(10, 35, Threat.INSTRUCTION_REVEAL);
    }
    if (near(Notion.SECRET, Notion.GUARD, 24)) {
      pair(11, 15, Threat.INSTRUCTION_REVEAL);
    }
    if (near(Notion.PERSONA, Notion.UNBOUND, 50)) {
      pair(12, 35, Threat.INSTRUCTION_PERSONA);
    }
    boolean all =
        near(Notion.LAPSE, Notion.SYSPROMPT, 12) || near(Notion.LAPSE, Notion.EVERYTHING, 12);
    if (near(Notion.LAPSE, Notion.RULES, 16) || all) {
      pair(13, 15, Threat.INSTRUCTION_OVERRIDE);
      if (all) {
        pair(26, 25, Threat.INSTRUCTION_OVERRIDE);
      }
      if (whose) {
        pair(14, 10, Threat.INSTRUCTION_OVERRIDE);
      }
      if (yours) {
        pair(15, 25, Threat.INSTRUCTION_OVERRIDE);
      }
    }
    more(yours);
    matter();
  }

  private void more(boolean yours) {
    if (near(Notion.SEND, Notion.DATA, 16)) {
      pair(16, 15, Threat.INSTRUCTION_SEND);
    }
    if (near(Notion.HUSH, Notion.SEND, 60) || near(Notion.HUSH, Notion.DATA, 60)) {
      pair(17, 15, Threat.INSTRUCTION_SEND);
    }
    int does =
        Notion.SEND.bit
            | Notion.ACT.bit
            | Notion.OUTPUT.bit
            | Notion.REVEAL.bit
            | Notion.DISREGARD.bit
            | Notion.HUSH.bit
            | Notion.FRESH.bit;
    if ((seen & Notion.SUMMON.bit) != 0 && (seen & does) != 0) {
      pair(18, 25, Threat.INSTRUCTION_ACT);
    }
    if (near(Notion.OBEY, Notion.LAPSE, 60) || near(Notion.OBEY, Notion.DISREGARD, 60)) {
      pair(19, 20, Threat.INSTRUCTION_OVERRIDE);
    }
    if (near(Notion.FRESH, Notion.DISREGARD, 40) || near(Notion.FRESH, Notion.LAPSE, 40)) {
      pair(20, 20, Threat.INSTRUCTION_OVERRIDE);
    }
    if (near(Notion.SYSPROMPT, Notion.GUARD, 20)
        || (yours && near(Notion.RULES, Notion.GUARD, 20))) {
      pair(21, 20, Threat.INSTRUCTION_REVEAL);
    }
  }

  private void matter() {
    if (orders(Notion.DISREGARD, Notion.MATTER, 12)) {
      if (near(Notion.PRIOR, Notion.MATTER, 8)) {
        pair(22, near(Notion.ALL, Notion.MATTER, 12) ? 50 : 35, Threat.INSTRUCTION_OVERRIDE);
      }
    }
    if (near(Notion.SYSPROMPT, Notion.YOUR, 6)) {
      pair(24, 10, Threat.INSTRUCTION_REVEAL);
    }
    if (orders(Notion.REVEAL, Notion.DATA, 12)) {
      pair(25, 20, Threat.INSTRUCTION_SEND);
    }
    if (orders(Notion.ASK, Notion.EVERYTHING, 14)) {
      pair(28, 35, Threat.INSTRUCTION_REVEAL);
    }
    if (near(Notion.REVEAL, Notion.EVERYTHING, 20)) {
      pair(29, 20, Threat.INSTRUCTION_REVEAL);
    }
    if (orders(Notion.REVEAL, Notion.RULES, 12) && near(Notion.RULES, Notion.GUARD, 16)) {
      pair(30, 40, Threat.INSTRUCTION_REVEAL);
    } else if (near(Notion.REVEAL, Notion.GUARD, 12)) {
      pair(31, 20, Threat.INSTRUCTION_REVEAL);
    }
    if (near(Notion.PERSONA, Notion.LAPSE, 20)) {
      pair(23, 15, Threat.INSTRUCTION_OVERRIDE);
    }
    if (near(Notion.HUSH, Notion.ACT, 40)) {
      pair(27, 20, Threat.INSTRUCTION_ACT);
    }
  }

  private void pair(int number, int weight, Threat threat) {
    if ((pairs >> number & 1) == 0) {
      pairs |= 1L << number;
      points += weight;
      certain |= weight >= MEANT;
      kind(threat, weight);
    }
  }

  private void kind(Threat threat, int weight) {
    if (weight > kindPoints) {
      kind = threat;
      kindPoints = weight;
    }
  }

  private boolean near(Notion one, Notion other, int most) {
    int a = last[one.ordinal()];
    int b = last[other.ordinal()];
    return a != NEVER && b != NEVER && Math.abs(a - b) <= most;
  }

  /** Takes note where what is to be ignored is a mail or the like: rules come behind it. */
  private void ofPeople() {
    int order = last[Notion.DISREGARD.ordinal()];
    int human = last[Notion.HUMAN.ordinal()];
    boolean first = last[Notion.RULES.ordinal()] < order;
    if (first && human > order && human - order <= 3 * WORD) {
      people = order;
    }
  }

  /** Tells whether an order and what it is about stand in one sentence. */
  private boolean orders(Notion order, Notion object, int most) {
    int a = order.ordinal();
    int b = object.ordinal();
    return near(order, object, last[b] >= last[a] ? most : most - 2)
        && sentences[a] == sentences[b];
  }
}
