package dev.cordon.engine.instruction;

import java.util.Locale;

/** What a phrase contributes to a command. None is suspicious alone; {@link Score} weighs them. */
enum Notion {
  /** An order to ignore. */
  DISREGARD(true),
  /** What came before. */
  PRIOR(false),
  /** Every, all. */
  ALL(false),
  /** What belongs to whoever is spoken to. */
  YOUR(false),
  /** Instructions, rules. */
  RULES(false),
  /** What a model was told to be, by a name that nothing else has. */
  SYSPROMPT(true),
  /** The whole text before. */
  EVERYTHING(true),
  /** An order to show. */
  REVEAL(false),
  /** A question what something is. */
  ASK(false),
  /** Without restrictions. */
  UNBOUND(true),
  /** Be somebody else. */
  PERSONA(false),
  /** Obey me alone. */
  OBEY(true),
  /** Rules that apply no longer. */
  LAPSE(true),
  /** A model is spoken of. */
  ADDRESS(false),
  /** A model is spoken to, in a text that people read. */
  SUMMON(true),
  /** An order to send. */
  SEND(false),
  /** What is worth sending. */
  DATA(false),
  /** Something that is to be kept. */
  SECRET(false),
  /** That it was said to be kept, or is wanted to the letter. */
  GUARD(false),
  /** Tell nobody. */
  HUSH(true),
  /** Here come new instructions. */
  FRESH(false),
  /** Instead. */
  INSTEAD(false),
  /** Exactly what is to be answered. */
  OUTPUT(false),
  /** Who the writer says to be. */
  CLAIM(false),
  /** Something that an agent can do. */
  ACT(false),
  /** Makes of an order a report of one. */
  DOUBT(false),
  /** Speaks of attacks, or quotes. */
  MENTION(false),
  /** What people tell each other to ignore. */
  HUMAN(false),
  /** What was said, whatever it was. */
  MATTER(false),
  /** Part of most commands that hold no other phrase to look for. */
  ANCHOR(true),
  /** Words that keep others from being taken for something. */
  PLAIN(false);

  final boolean anchors;

  /** Its bit in a set of notions. */
  final int bit = 1 << ordinal();

  /**
   * @param anchors whether its phrases are rare enough, and a command has one of those
   */
  Notion(boolean anchors) {
    this.anchors = anchors;
  }

  /** The bits of those that anchor. */
  static int anchoring() {
    int all = 0;
    for (Notion notion : values()) {
      all |= notion.anchors ? notion.bit : 0;
    }
    return all;
  }

  /** Returns the notion that a row of the list of phrases is for. */
  static Notion of(String row) {
    return valueOf(row.toUpperCase(Locale.ROOT));
  }
}
