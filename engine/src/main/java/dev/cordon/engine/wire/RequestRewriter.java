package dev.cordon.engine.wire;

import dev.cordon.engine.ContentDecoder;
import dev.cordon.engine.audit.CapturedContent;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.text.TextKind;
import dev.cordon.engine.text.TextVisitor;
import java.nio.charset.Charset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites request bodies: undoes content coding and character set, finds the texts, splices the
 * replacements in, and redoes what was undone. Thread-safe.
 */
final class RequestRewriter {
  /** Walks to use again. No thread-locals: threads may be many and virtual. */
  private static final AtomicReferenceArray<@Nullable RequestWalk> IDLE =
      new AtomicReferenceArray<>(8);

  private RequestRewriter() {}

  static byte[] rewrite(
      WireFormat format,
      byte[] body,
      @Nullable String contentType,
      @Nullable String contentEncoding,
      TextVisitor visitor,
      @Nullable RequestEditor editor,
      ExchangeRecord record)
      throws MalformedBodyException {
    if (body.length == 0) {
      return body;
    }
    RequestWalk walk = borrow(visitor, record);
    if (editor != null) {
      editor.begin();
      walk.editor(editor);
    }
    List<String> codings = ContentDecoder.parse(contentEncoding);
    ContentCoding coding = codings.isEmpty() ? null : ContentCoding.decode(body, codings);
    byte[] plain = coding == null ? body : coding.plain();
    byte[] rewritten = decoded(format, plain, MediaType.of(contentType), walk);
    giveBack(walk);
    CapturedContent content = record.content();
    if (content != null) {
      content.request(rewritten);
    }
    if (coding == null) {
      return rewritten;
    }
    return rewritten == plain && !coding.hasNotes()
        ? body
        : ContentCoding.encode(rewritten, codings);
  }

  private static byte[] decoded(WireFormat format, byte[] body, MediaType type, RequestWalk walk)
      throws MalformedBodyException {
    if (type.isMultipart()) {
      return Multipart.rewrite(body, type, format.requestRules(), walk);
    }
    String declared = type.parameter("charset");
    Form form = form(format, body, type);
    if (form == Form.TEXT) {
      return FileText.rewrite(body, declared, Rule.unknown(TextKind.UNKNOWN), "", walk);
    }
    Charset charset = BodyCharset.other(body, declared);
    if (charset == null) {
      return rewrite(form, body, format.requestRules(), walk);
    }
    byte[] utf8 = BodyCharset.decode(body, charset);
    byte[] rewritten = rewrite(form, utf8, format.requestRules(), walk);
    return rewritten == utf8 ? body : BodyCharset.encode(rewritten, charset);
  }

  private static byte[] rewrite(Form form, byte[] utf8, Rule rules, RequestWalk walk)
      throws MalformedBodyException {
    return form == Form.FORM
        ? walk.form(utf8, rules)
        : walk.json(utf8, rules, form == Form.JSON_LINES);
  }

  private enum Form {
    JSON,
    JSON_LINES,
    FORM,
    TEXT
  }

  /**
   * A body without a type, or of a JSON API with a wrong one, is what it looks like: text at most.
   */
  private static Form form(WireFormat format, byte[] body, MediaType type) {
    if (type.isJsonLines()) {
      return Form.JSON_LINES;
    }
    if (type.isForm() && !looksLikeJson(body)) {
      return Form.FORM;
    }
    if (type.isJson() || looksLikeJson(body)) {
      return type.isJson() || !format.isGeneric() ? Form.JSON : Form.TEXT;
    }
    return Form.TEXT;
  }

  private static boolean looksLikeJson(byte[] body) {
    for (byte b : body) {
      // White space, the parts of byte order marks and the zeros of UTF-16 say nothing.
      if (b > ' ') {
        return b == '{' || b == '[';
      }
      if (b < 0 && b != (byte) 0xEF && b != (byte) 0xBB && b != (byte) 0xBF && b < -2) {
        return false;
      }
    }
    return false;
  }

  private static RequestWalk borrow(TextVisitor visitor, ExchangeRecord record) {
    for (int i = 0; i < IDLE.length(); i++) {
      RequestWalk walk = IDLE.get(i);
      if (walk != null && IDLE.compareAndSet(i, walk, null)) {
        walk.begin(visitor, record);
        return walk;
      }
    }
    return new RequestWalk(visitor, record);
  }

  /** Keeps a walk that ended well for the next request; it must not keep the request alive. */
  private static void giveBack(RequestWalk walk) {
    walk.end();
    for (int i = 0; i < IDLE.length(); i++) {
      if (IDLE.get(i) == null && IDLE.compareAndSet(i, null, walk)) {
        return;
      }
    }
  }
}
