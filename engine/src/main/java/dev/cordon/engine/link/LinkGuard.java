package dev.cordon.engine.link;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.policy.LinkAction;
import dev.cordon.engine.policy.LinkRules;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.NoRestorer;
import dev.cordon.engine.text.Restorer;
import dev.cordon.engine.text.TextKind;
import dev.cordon.engine.text.TextMemory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Restores an answer's texts by place: what another restorer would put back goes into a link only
 * if the link's host is known, and in the form that its place needs. Counts links to other hosts,
 * and takes them out where policy says so. Serves one answer at a time; not thread-safe.
 */
public final class LinkGuard implements Restorer {
  private static final String RULE = "output.links";
  private static final byte[] WITHHELD =
      ("[withheld: " + RULE + "]").getBytes(StandardCharsets.US_ASCII);

  private static final String[] SCHEMES = {"https", "ftp", "mailto", "wss", "www"};
  private static final int LONGEST_SCHEME = 6;

  /** Keys whose values clients need to read an answer's form at all. */
  private static final Set<String> OF_APIS =
      new HashSet<>(
          Arrays.asList(
              "type",
              "role",
              "object",
              "id",
              "item_id",
              "response_id",
              "call_id",
              "index",
              "status",
              "phase",
              "model",
              "finish_reason",
              "finishReason",
              "stop_reason",
              "stopReason",
              "done_reason"));

  /** What APIs say of a tool's call; all else there is the model's. */
  private static final Set<String> OF_TOOLS =
      new HashSet<>(Arrays.asList("function", "function_call", "tool_use", "tool_call", "custom"));

  private static final int LONGEST_KEYWORD = 64;

  private Restorer inner;
  private final LinkRules rules;
  private final RequestHosts hosts;
  private final LinkCounter counter;
  private final Piece piece = new Piece();
  private final PlaceReader reader;
  private final Edits tokens = new Edits();
  private String rule = RULE;

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
    this.hosts = hosts;
    this.counter = new LinkCounter(rules.action());
    this.reader = new PlaceReader(piece, new LinkReader(piece, rules, hosts, counter), counter);
    counter.begin(record);
  }

  /**
   * Begins another answer.
   *
   * @param next finds the tokens
   * @param request shows its request's texts, once at most
   * @param body its request's body as it left
   * @param record counts
   */
  public void begin(
      Restorer next, RequestHosts.Request request, byte[] body, ExchangeRecord record) {
    inner = next;
    hosts.of(request, body);
    counter.begin(record);
  }

  /** Ends the answer: nothing of it, or of its request, is kept. */
  public void end() {
    inner = NoRestorer.INSTANCE;
    rule = RULE;
    tokens.clear();
    hosts.end();
    counter.begin(null);
    piece.end();
    reader.end();
  }

  @Override
  public boolean isEmpty() {
    return inner.isEmpty() && rules.action() == LinkAction.REPORT;
  }

  @Override
  public void withhold(String newRule) {
    rule = newRule;
    counter.block();
  }

  @Override
  public @Nullable String stopped() {
    return counter.isBlocked() ? rule : null;
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
      int limit = inner.restore(text, from, to, last, memory, tokens);
      piece.restores = !inner.isEmpty();
      piece.begin(text, from, limit, last && limit == to, memory, tokens, edits);
      hold = reader.read();
      if (!counter.isBlocked()) {
        if (hold == limit && !piece.last) {
          hold = beforeScheme(hold);
          reader.unread(limit - hold);
        }
        piece.end(hold);
        memory.pass(text, from, hold);
        return hold;
      }
      edits.add(hold, to, WITHHELD);
    } else if (isKeyword(text, from, to, memory)) {
      if (!last) {
        return from; // more of it decides
      }
      if (memory.kind() != TextKind.TOOL_CALL || isToolsWord(text, from, to)) {
        return to;
      }
      edits.add(from, to, Piece.NOTHING);
    } else {
      edits.add(from, to, Piece.NOTHING);
      memory.pass(text, from, to); // what follows in the same text is no word of its own
    }
    memory.countOther();
    return to;
  }

  /**
   * Tells whether a text may be one of the words that an API itself uses, under a key that says
   * what something is. What a model wrote into a tool's arguments never is.
   */
  private static boolean isKeyword(byte[] text, int from, int to, TextMemory memory) {
    boolean keyword =
        memory.before(1) == 0 && OF_APIS.contains(memory.key()) && to - from <= LONGEST_KEYWORD;
    for (int i = from; i < to && keyword; i++) {
      keyword = LinkReader.isHost(text[i]);
    }
    return keyword;
  }

  private static boolean isToolsWord(byte[] text, int from, int to) {
    return OF_TOOLS.contains(new String(text, from, to - from, StandardCharsets.UTF_8));
  }

  /** Returns where a text ends before what may be the beginning of a link that has to change. */
  private int beforeScheme(int end) {
    if (rules.action() == LinkAction.REPORT || reader.endsInLink()) {
      return end;
    }
    boolean slash = end > piece.passed && piece.back(end, 1) == '/';
    if (slash && LinkReader.mayStandBeforeSlashes(piece.back(end, 2))) {
      return end - 1;
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
