package dev.cordon.engine.wire;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.FindingCount;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.Origin;
import dev.cordon.engine.text.TextVisitor;
import dev.cordon.engine.wire.json.JsonStrings;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows every text of a request to a {@link TextVisitor}; what is binary is counted instead. */
final class VisitEditor implements TextEditor {
  /** A longer stop sequence is not noted. */
  private static final int LONGEST_STOP = 64;

  private TextVisitor visitor;
  private ExchangeRecord record;
  private boolean again;
  private @Nullable List<String> stops;
  private @Nullable Origin said;

  /** How many values were entered and not left. */
  private int entered;

  VisitEditor(TextVisitor visitor, ExchangeRecord record) {
    this.visitor = visitor;
    this.record = record;
    this.again = !record.inputFindings().isEmpty();
  }

  /** Begins another request. */
  void begin(TextVisitor newVisitor, ExchangeRecord newRecord) {
    visitor = newVisitor;
    record = newRecord;
    again = !newRecord.inputFindings().isEmpty(); // findings are counted the first time only
    stops = null;
    said = null;
    entered = 0;
  }

  @Override
  public boolean enter(String key) {
    boolean wanted = visitor.enter(key);
    entered += wanted ? 1 : 0;
    return wanted;
  }

  @Override
  public void leave() {
    entered--;
    visitor.leave();
  }

  @Override
  public boolean wantsAll() {
    return entered > 0;
  }

  @Override
  public void said(@Nullable Origin origin) {
    said = origin;
  }

  @Override
  public void aside(byte[] string, int from, int to, boolean escaped) {
    if (!escaped) {
      visitor.aside(string, from, to);
      return;
    }
    byte[] text = JsonStrings.text(string, from, to).getBytes(StandardCharsets.UTF_8);
    visitor.aside(text, 0, text.length);
  }

  private Origin origin(Place place) {
    Origin own = place.rule.origin;
    return own != null ? own : said == null ? Origin.USER : said;
  }

  /** Counts bytes that nobody reads. */
  void unscanned(int bytes) {
    record.unscannedBytes(record.unscannedBytes() + bytes);
  }

  @Override
  public int edit(byte[] text, int from, int to, boolean last, Place place, Edits edits) {
    visitor.from(origin(place));
    if (Base64Text.isBinary(text, from, to, place.rule.binary)) {
      binary(text, from, to, place, edits);
    } else if (place.rule.fact == Fact.STOP) {
      stop(text, from, to, place, edits);
    } else {
      visitor.visit(text, from, to, place.key, place.rule.kind(), edits);
      boolean all = edits.size() == 1 && edits.start(0) == from && edits.end(0) == to;
      if (!all && Base64Text.mayBeText(text, from, to)) {
        encoded(text, from, to, place, edits);
      }
    }
    return to;
  }

  /** Reads what letters stand for that are found to be base64 of a text. */
  private void encoded(byte[] text, int from, int to, Place place, Edits edits) {
    byte[] decoded = Base64Text.decodedText(text, from, to);
    byte[] rewritten = decoded == null ? null : rewritten(decoded, null, place);
    if (rewritten != null && rewritten != decoded) {
      edits.clear();
      edits.add(from, to, Base64Text.encode(rewritten, text, from, to));
    }
  }

  /** Reads what base64 stands for, when that is text; counts it otherwise. */
  private void binary(byte[] text, int from, int to, Place place, Edits edits) {
    int start = Base64Text.dataStart(text, from, to);
    String declared = Base64Text.charset(text, from, start);
    byte[] decoded = Base64Text.decodedText(text, start, to, declared);
    if (decoded == null && Base64Text.isPlain(text, from, to)) {
      visitor.visit(text, from, to, place.key, place.rule.kind(), edits);
      return;
    }
    byte[] rewritten = decoded == null ? null : rewritten(decoded, declared, place);
    if (rewritten == null) {
      unscanned(to - from);
      visitor.aside(text, from, to); // a text may have base64's letters alone
    } else if (rewritten != decoded) {
      edits.add(start, to, Base64Text.encode(rewritten, text, start, to));
    }
  }

  /** Returns what becomes of a text in a character set, the very array if nothing; null if none. */
  private byte @Nullable [] rewritten(byte[] bytes, @Nullable String declared, Place place) {
    try {
      Charset charset = TextCharset.of(bytes, 0, bytes.length, declared);
      if (charset == null) {
        return null;
      }
      boolean wide = !charset.equals(StandardCharsets.UTF_8);
      byte[] utf8 = wide ? BodyCharset.decode(bytes, charset) : bytes;
      Splices splices = new Splices();
      splices.begin(0);
      TextLayer layer = new TextLayer(this, splices, new Scratch(), null, 0);
      layer.begin(place.rule.unknown(), place.key);
      layer.feed(utf8, 0, utf8.length, true);
      byte[] rewritten = splices.apply(utf8);
      if (rewritten == utf8) {
        return bytes;
      }
      return wide ? BodyCharset.encode(rewritten, charset) : rewritten;
    } catch (MalformedBodyException e) {
      return null; // in a set that nobody knows
    }
  }

  /** Notes where the model is to stop, if nothing is found in it. */
  private void stop(byte[] text, int from, int to, Place place, Edits edits) {
    int before = findings();
    visitor.visit(text, from, to, place.key, place.rule.kind(), edits);
    String name = Fact.STOP.attribute;
    if (again
        || name == null
        || to - from > LONGEST_STOP
        || !edits.isEmpty()
        || findings() > before) {
      return;
    }
    List<String> all = stops;
    if (all == null) {
      all = stops = new ArrayList<>(2);
      record.attribute(name, Collections.unmodifiableList(all));
    }
    all.add(new String(text, from, to - from, StandardCharsets.UTF_8));
  }

  private int findings() {
    int findings = 0;
    for (FindingCount count : record.inputFindings().values()) {
      findings += count.count();
    }
    return findings;
  }

  @Override
  public boolean readsWhole() {
    return true;
  }
}
