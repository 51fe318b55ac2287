package dev.cordon.engine.wire;

import dev.cordon.engine.text.Origin;
import dev.cordon.engine.text.TextKind;
import dev.cordon.engine.wire.json.ByteSink;
import dev.cordon.engine.wire.json.JsonLexer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One JSON document, or several in a row: follows the rules to its strings and gives each to an
 * {@link EscapedString}. It may come in pieces that end anywhere.
 */
final class JsonLayer {
  /** Every key of an API is shorter. */
  private static final int LONGEST_KEY = 128;

  private final TextEditor editor;
  private final EditSink out;
  private final EscapedString string;
  private final @Nullable FactReader facts;
  private final JsonLexer lexer = new JsonLexer();
  private final PathStack path;
  private @Nullable NumberText number;
  private final ByteSink keyBegun = new ByteSink();
  private final Scratch scratch;

  /** The depth around the message that is read; -1 for none. */
  private int message = -1;

  /** The depths around the containers that were entered, the outermost first. */
  private int[] entered = {};

  private int enteredCount;
  private boolean open;
  private boolean edited;

  JsonLayer(
      TextEditor editor, EditSink out, Scratch scratch, @Nullable FactReader facts, int level) {
    this.editor = editor;
    this.out = out;
    this.facts = facts;
    this.scratch = scratch;
    this.string = new EscapedString(editor, out, scratch, level + 1);
    this.path = new PathStack(scratch.names);
  }

  /** Begins documents inside of a text. */
  void begin(Rule root, String key) {
    begin(root, key, true, false);
  }

  /**
   * Begins a document.
   *
   * @param many whether others may follow it
   * @param strictUtf8 whether malformed UTF-8 is an error
   */
  void begin(Rule root, String key, boolean many, boolean strictUtf8) {
    lexer.reset(many, strictUtf8);
    path.begin(root, key);
    message = -1;
    enteredCount = 0;
    open = false;
  }

  /** Tells whether all that came is one or more whole documents. */
  boolean isComplete() {
    lexer.finishScalar();
    return lexer.atEnd();
  }

  /**
   * Takes the next piece.
   *
   * @return {@code to}, or the first byte that can't be JSON: what follows was not read
   */
  int feed(byte[] bytes, int from, int to, boolean last) {
    int kept = from;
    lexer.piece(from);
    while (true) {
      int event = lexer.next(bytes, to);
      switch (event) {
        case JsonLexer.OPEN_OBJECT:
        case JsonLexer.OPEN_ARRAY:
          enter();
          path.open(event == JsonLexer.OPEN_ARRAY);
          if (facts != null && path.container().role != null && event == JsonLexer.OPEN_OBJECT) {
            message(bytes, to);
          }
          if (event == JsonLexer.OPEN_ARRAY) {
            kept = groups(bytes, kept, to);
          }
          break;
        case JsonLexer.CLOSE:
          if (lexer.depth() == message) {
            message = -1;
            editor.said(null);
          }
          if (enteredCount > 0 && lexer.depth() == entered[enteredCount - 1]) {
            enteredCount--;
            editor.leave();
          }
          path.close(lexer.inArray());
          break;
        case JsonLexer.KEY:
        case JsonLexer.STRING:
          kept = text(bytes, kept, event == JsonLexer.KEY, true);
          break;
        case JsonLexer.SCALAR:
          kept = scalar(bytes, kept);
          break;
        default:
          return rest(bytes, kept, to, event == JsonLexer.ERROR, last);
      }
    }
  }

  /** Enters the container that begins, if it stands under a key whose value is wanted. */
  private void enter() {
    int around = lexer.depth() - 1;
    if (around > 0 && editor.readsWhole() && editor.enter(path.key())) {
      if (enteredCount == entered.length) {
        entered = Arrays.copyOf(entered, enteredCount + 4);
      }
      entered[enteredCount++] = around;
    }
  }

  /** Looks ahead for a message's role, which may stand behind its texts. */
  private void message(byte[] bytes, int to) {
    Rule role = path.container().role;
    if (role == null || !editor.readsWhole() || message >= 0) {
      return;
    }
    message = lexer.depth() - 1;
    JsonLexer ahead = scratch.probe();
    ahead.reset(false, false);
    ahead.piece(lexer.position() - 1);
    said(ahead, role, bytes, to);
    lexer.follow(ahead);
  }

  private void said(JsonLexer ahead, Rule role, byte[] bytes, int to) {
    boolean next = false;
    for (int event = ahead.next(bytes, to); ; event = ahead.next(bytes, to)) {
      if (event == JsonLexer.KEY && ahead.depth() == 1) {
        next = role.isNamed(bytes, ahead.tokenStart(), ahead.tokenEnd());
      } else if (event == JsonLexer.STRING && next) {
        editor.said(Origin.ofRole(bytes, ahead.tokenStart(), ahead.tokenEnd()));
        return;
      } else if (event == JsonLexer.MORE || event == JsonLexer.ERROR || ahead.depth() == 0) {
        return;
      } else {
        next = false;
      }
    }
  }

  /**
   * Ends a piece: the open string's part is text as well, and so is what came before an error in it
   * unless all of it is read as plain text, too.
   */
  private int rest(byte[] bytes, int kept, int to, boolean error, boolean last) {
    int stop = error ? lexer.position() : to;
    if (open || lexer.inString() || (lexer.brokeInString() && !editor.readsWhole())) {
      kept = text(bytes, kept, lexer.inKey(), error || last);
    } else if (last && !error && lexer.finishScalar()) {
      kept = scalar(bytes, kept);
    } else if (facts != null && lexer.isScalarOpen()) {
      facts.part(path.value(), bytes, lexer.tokenStart(), to);
    }
    for (; enteredCount > 0; enteredCount--) {
      editor.leave(); // requests come whole: it ends here
    }
    if (stop > kept) {
      out.keep(stop - kept);
    }
    return stop;
  }

  /** Handles a string or key or a part of it; returns up to where the bytes are answered for. */
  private int text(byte[] bytes, int kept, boolean key, boolean whole) {
    int start = lexer.tokenStart();
    int end = lexer.tokenEnd();
    boolean began = !open;
    open = !whole;
    boolean known = key && key(bytes, start, end, began, whole);
    Rule rule = key ? path.container() : path.value();
    if (facts != null && !key && rule.fact != Fact.NONE) {
      facts.text(rule, bytes, start, end, whole);
    }
    if (began) {
      edited = key ? !known && !keepsKeys(rule) : !rule.never;
      if (edited) {
        string.begin(key ? rule.unknown() : rule, key ? "" : path.key());
      }
    }
    if (!edited) {
      if (!key && editor.readsWhole()) {
        editor.aside(bytes, start, end, lexer.escaped());
      }
      return kept;
    }
    if (start > kept) {
      out.keep(start - kept);
    }
    boolean entered = !key && began && whole && editor.readsWhole() && editor.enter(path.key());
    string.feed(bytes, start, end, whole, lexer.escaped());
    if (entered) {
      editor.leave();
    }
    return end;
  }

  /** Of an answer that is withheld, keys that no model chose stay: clients read its form. */
  private boolean keepsKeys(Rule container) {
    return editor.stopped() != null && container.unknown().kind() != TextKind.TOOL_CALL;
  }

  /** Enters the value under a key, when the key is whole; tells whether it is the API's own. */
  private boolean key(byte[] bytes, int start, int end, boolean began, boolean whole) {
    if (began && whole) {
      return path.key(bytes, start, end, lexer.escaped());
    }
    if (began) {
      keyBegun.clear();
    }
    if (keyBegun.size() < LONGEST_KEY) {
      keyBegun.put(bytes, start, Math.min(end, start + LONGEST_KEY));
    }
    return whole && path.key(keyBegun.array(), 0, keyBegun.size(), lexer.escaped());
  }

  private NumberText number() {
    NumberText made = number;
    return made == null ? number = new NumberText(editor, out) : made;
  }

  /** Reads an array's numbers as the groups of one; returns up to where bytes are answered for. */
  private int groups(byte[] bytes, int kept, int to) {
    Rule rule = path.value();
    if (!editor.readsWhole()
        || rule.never
        || !NumberText.mayBeGroups(bytes, lexer.position(), to)
        || !NumberText.isGrouped(path.key())) {
      return kept;
    }
    return Math.max(kept, number().editGroups(bytes, kept, lexer.position(), to, rule, path.key()));
  }

  private int scalar(byte[] bytes, int kept) {
    int start = lexer.tokenStart();
    if (start < kept) {
      return kept; // one of several that were read as one
    }
    int end = lexer.tokenEnd();
    Rule rule = path.value();
    if (facts != null && rule.fact != Fact.NONE) {
      facts.scalar(rule, bytes, start, end);
    }
    if (!editor.readsWhole() || rule.never) {
      return kept;
    }
    boolean entered = editor.enter(path.key());
    int done = kept;
    if (NumberText.mayMatter(bytes, start, end, path.key())
        || (editor.wantsAll() && bytes[start] != 'n')) {
      out.keep(start - kept);
      number().edit(bytes, start, end, rule, path.key());
      done = end;
    }
    if (entered) {
      editor.leave();
    }
    return done;
  }
}
