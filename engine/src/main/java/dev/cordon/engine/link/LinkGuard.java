package dev.cordon.engine.link;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.policy.LinkAction;
import dev.cordon.engine.policy.LinkRules;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.Restorer;
import dev.cordon.engine.text.TextMemory;
import java.nio.charset.StandardCharsets;

/**
 * Restores an answer's texts by place: what another restorer would put back goes into a link only
 * if the link's host is known, and in the form that its place needs. Counts links to other hosts,
 * and takes them out where policy says so. Serves one answer; not thread-safe.
 */
public final class LinkGuard implements Restorer {
  private static final byte[] WITHHELD =
      "[withheld: output.links]".getBytes(StandardCharsets.US_ASCII);

  private static final String[] SCHEMES = {"https", "ftp", "mailto", "wss", "www"};
  private static final int LONGEST_SCHEME = 6;

  private static final int LONGEST_KEYWORD = 64;

  private final Restorer inner;
  private final LinkRules rules;
  private final LinkCounter counter;
  private final Piece piece = new Piece();
  private final PlaceReader reader;
  private final Edits tokens = new Edits();

  /**
   * Makes a guard.
   *
   * @param inner finds the tokens
   * @param rules the policy's
   * @param hosts the hosts that the request names
   * @param record counts
   */
  public LinkGuard(Restorer inner, LinkRules rules, RequestHosts hosts, ExchangeRecord record) {
    this.inner = inner;
    this.rules = rules;
    this.counter = new LinkCounter(rules.action(), record);
    this.reader = new PlaceReader(piece, new LinkReader(piece, rules, hosts, counter), counter);
  }

  @Override
  public boolean isEmpty() {
    return inner.isEmpty() && rules.action() == LinkAction.REPORT;
  }

  @Override
  public int restore(byte[] text, int from, int to, boolean last, Edits edits) {
    return restore(text, from, to, last, new TextMemory(), edits);
  }

  @Override
  public int restore(byte[] text, int from, int to, boolean last, TextMemory memory, Edits edits) {
    counter.in(memory);
    int hold = from;
    if (!counter.isBlocked()) {
      tokens.clear();
      int limit = inner.restore(text, from, to, last, tokens);
      piece.begin(text, from, limit, last && limit == to, memory, tokens, edits);
      piece.restores = !inner.isEmpty();
      hold = reader.read();
      if (!counter.isBlocked()) {
        if (hold == limit && !piece.last) {
          hold = beforeScheme(hold);
          reader.unread(limit - hold);
        }
        memory.pass(text, from, hold);
        return hold;
      }
      edits.add(hold, to, WITHHELD);
    } else if (isKeyword(text, from, to, last, memory)) {
      return to;
    } else {
      edits.add(from, to, Piece.NOTHING);
    }
    memory.countOther();
    return to;
  }

  /** Tells whether a text is one of the words that an API itself uses. */
  private static boolean isKeyword(byte[] text, int from, int to, boolean last, TextMemory memory) {
    boolean keyword =
        last && memory.before(1) == 0 && !memory.key().isEmpty() && to - from <= LONGEST_KEYWORD;
    for (int i = from; i < to && keyword; i++) {
      keyword = LinkReader.isHost(text[i]);
    }
    return keyword;
  }

  /** Returns where a text ends before what may be the beginning of a link that has to change. */
  private int beforeScheme(int end) {
    if (rules.action() == LinkAction.REPORT || reader.endsInLink()) {
      return end;
    }
    for (int start = Math.max(piece.passed, end - LONGEST_SCHEME); start < end; start++) {
      String tail = lower(start, end);
      for (String scheme : SCHEMES) {
        if (scheme.startsWith(tail)) {
          return start;
        }
      }
    }
    return end;
  }

  private String lower(int from, int to) {
    StringBuilder lower = new StringBuilder(to - from);
    for (int i = from; i < to; i++) {
      lower.append((char) Piece.lower(piece.text[i]));
    }
    return lower.toString();
  }
}
