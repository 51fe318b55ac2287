package dev.cordon.engine.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.ThreatCount;
import dev.cordon.engine.policy.ParsedPolicy;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.PolicyContext;
import dev.cordon.engine.policy.PolicyParser;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.Restorer;
import dev.cordon.engine.text.Splice;
import dev.cordon.engine.text.TextKind;
import dev.cordon.engine.text.TextMemory;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** An answer's text on its way through a guard: words stand for tokens. */
final class Guarded {
  /** Knows its words and nothing else; holds back what may become one. */
  private static final class Words implements Restorer {
    final Map<String, String> words = new LinkedHashMap<>();

    @Override
    public boolean isEmpty() {
      return words.isEmpty();
    }

    @Override
    public int restore(byte[] text, int from, int to, boolean last, Edits edits) {
      String all = new String(text, from, to - from, java.nio.charset.StandardCharsets.ISO_8859_1);
      for (int i = 0; i < all.length(); i++) {
        for (Map.Entry<String, String> word : words.entrySet()) {
          if (all.startsWith(word.getKey(), i)) {
            int end = i + word.getKey().length();
            edits.add(from + i, from + end, word.getValue().getBytes(UTF_8));
            i = end - 1;
            break;
          }
          if (!last && word.getKey().startsWith(all.substring(i))) {
            return from + i;
          }
        }
      }
      return to;
    }
  }

  static final String MAIL = "EMAIL_7KQ2M9";
  static final String NAME = "NAME_3FQ8ZT";
  static final String HOST = "HOST_9A2B4C";
  static final String NOTE = "NOTE_5D6E7F";

  private final Words words = new Words();
  private final Policy policy;
  private final String sent;
  final ExchangeRecord record = newRecord();
  private TextKind kind = TextKind.CONTENT;
  private String key = "content";

  Guarded(String sent, String... policyLines) {
    this.sent = sent;
    this.policy = policy(policyLines);
    words.words.put(MAIL, "ann+x@corp.example");
    words.words.put(NAME, "Ann \"Nan\" O'Neil & Sons");
    words.words.put(HOST, "db-04.corp.example");
    words.words.put(NOTE, "two\nlines \\ of it");
  }

  static ExchangeRecord newRecord() {
    Library library = new Library("test", null);
    return new ExchangeRecord(
        "1", new RequestHead(library, "POST", "https", "h", 1, "/", null, HeaderSource.NONE), 0, 0);
  }

  static Policy policy(String... lines) {
    String text = "version: 1\n" + String.join("\n", lines) + "\n";
    ParsedPolicy parsed =
        PolicyParser.parse(
            "cordon.yaml", text.getBytes(UTF_8), new PolicyContext(Map.of(), Set.of(), Set.of()));
    Policy policy = parsed.policy();
    if (policy == null) {
      throw new IllegalArgumentException(parsed.problems().toString());
    }
    return policy;
  }

  Guarded in(TextKind newKind, String newKey) {
    kind = newKind;
    key = newKey;
    return this;
  }

  LinkGuard guard() {
    byte[] body = sent.getBytes(UTF_8);
    RequestHosts hosts =
        new RequestHosts(policy.origins())
            .of(
                (bytes, visitor) ->
                    visitor.visit(bytes, 0, bytes.length, "", TextKind.CONTENT, new Edits()),
                body);
    return new LinkGuard(words, policy.links(), hosts, record);
  }

  String restore(String answer) {
    return restore(answer, new int[0]);
  }

  /** Restores an answer that comes in pieces which end at the given places. */
  String restore(String answer, int... ends) {
    byte[] text = answer.getBytes(UTF_8);
    LinkGuard guard = guard();
    TextMemory memory = new TextMemory();
    memory.begin(kind, key);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int from = 0;
    for (int i = 0; i <= ends.length; i++) {
      boolean last = i == ends.length;
      int to = last ? text.length : ends[i];
      if (to < from) {
        continue;
      }
      byte[] piece = Arrays.copyOfRange(text, from, to); // what was given out can't be looked at
      Edits edits = new Edits();
      int hold = guard.restore(piece, 0, piece.length, last, memory, edits);
      byte[] given = Splice.apply(Arrays.copyOf(piece, hold), edits);
      out.write(given, 0, given.length);
      from += hold;
    }
    return new String(out.toByteArray(), UTF_8);
  }

  /** Returns how many bytes of an answer's first piece are held back. */
  int heldBack(String piece) {
    byte[] text = piece.getBytes(UTF_8);
    TextMemory memory = new TextMemory();
    return text.length - guard().restore(text, 0, text.length, false, memory, new Edits());
  }

  /** Returns what was counted: {@code threat/origin/action=count}. */
  Set<String> threats() {
    Set<String> all = new TreeSet<>();
    for (ThreatCount count : record.threats()) {
      all.add(
          count.threat().id() + "/" + count.origin() + "/" + count.action() + "=" + count.count());
    }
    return all;
  }
}
