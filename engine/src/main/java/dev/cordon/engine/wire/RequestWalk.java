package dev.cordon.engine.wire;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.TextKind;
import dev.cordon.engine.text.TextVisitor;
import org.jspecify.annotations.Nullable;

/** What one request's texts are read with; used again for the next. Not thread-safe. */
final class RequestWalk {
  private static final TextVisitor NO_VISITOR =
      new TextVisitor() {
        @Override
        public void visit(byte[] text, int from, int to, String key, TextKind kind, Edits edits) {}
      };
  private static final ExchangeRecord NO_RECORD =
      new ExchangeRecord(
          "",
          new RequestHead(
              new Library("", null), "", "https", null, -1, "/", null, HeaderSource.NONE),
          0,
          0);

  private final Splices splices = new Splices();
  private final VisitEditor editor;
  private final FactReader facts;
  private final JsonLayer json;
  private final TextLayer text;
  private final EscapedForm form;
  private @Nullable RequestEditor fields;

  RequestWalk(TextVisitor visitor, ExchangeRecord record) {
    editor = new VisitEditor(visitor, record);
    facts = FactReader.ofRequest(record);
    Scratch scratch = new Scratch();
    json = new JsonLayer(editor, splices, scratch, facts, 0);
    text = new TextLayer(editor, splices, scratch, null, 0);
    form = new EscapedForm(editor, splices, scratch);
  }

  void begin(TextVisitor visitor, ExchangeRecord record) {
    editor.begin(visitor, record);
    facts.begin(record);
    fields = null;
  }

  /** Sets who edits fields of this request. */
  void editor(RequestEditor newEditor) {
    fields = newEditor;
  }

  /** Returns what becomes of a field of a form that is no text. */
  byte[] field(String name, byte[] value) {
    return fields == null ? value : fields.field(name, value);
  }

  /** Returns what becomes of a file before its texts are read. */
  byte[] file(byte[] content) {
    return fields == null ? content : fields.file(content);
  }

  /** Shows a field of a form that is no text. */
  void aside(byte[] value) {
    editor.aside(value, 0, value.length, false);
  }

  /** Forgets the request, so that an idle walk keeps nothing of it alive. */
  void end() {
    begin(NO_VISITOR, NO_RECORD);
  }

  /** Counts a body that is no text. */
  void unscanned(int bytes) {
    editor.unscanned(bytes);
  }

  /** Notes what a field of a multipart body says. */
  void fact(Rule rule, byte[] body, int from, int to) {
    facts.field(rule, body, from, to);
  }

  /** Rewrites a JSON document, or several in a row. */
  byte[] json(byte[] body, Rule root, boolean many) throws MalformedBodyException {
    int from = afterByteOrderMark(body);
    splices.begin(from);
    json.begin(root, "", many, true);
    int stopped = json.feed(body, from, body.length, true);
    if (stopped < body.length || !json.isComplete()) {
      throw new MalformedBodyException("malformed JSON", stopped);
    }
    byte[] rewritten = splices.apply(body);
    if (fields == null) {
      return rewritten;
    }
    fields.read(body, many);
    return fields.json(rewritten, many);
  }

  /** Rewrites a text, which is read as JSON as far as it is. */
  byte[] text(byte[] body, Rule rule, String key) {
    splices.begin(0);
    text.begin(rule, key);
    text.feed(body, 0, body.length, true);
    return splices.apply(body);
  }

  /** Rewrites a form of percent-encoded fields. */
  byte[] form(byte[] body, Rule root) {
    splices.begin(0);
    form.feed(body, root);
    return splices.apply(body);
  }

  private static int afterByteOrderMark(byte[] body) {
    boolean marked =
        body.length >= 3
            && body[0] == (byte) 0xEF
            && body[1] == (byte) 0xBB
            && body[2] == (byte) 0xBF;
    return marked ? 3 : 0;
  }
}
