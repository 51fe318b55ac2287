package dev.cordon.engine.wire;

import dev.cordon.engine.wire.json.ByteSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites what a file or a body of unknown form says, whatever its type claims: text in its
 * character set. The text of office files (docx, xlsx, pptx, odt: zipped XML, ECMA-376) is read and
 * can't be replaced; other files are counted as unscanned. Stateless.
 */
final class FileText {
  /** What one office file may unfold to at most; what is behind is counted as unscanned. */
  private static final int LONGEST_UNZIPPED = 32 << 20;

  private static final int MOST_ENTRIES = 4096;

  private FileText() {}

  static byte[] rewrite(
      byte[] bytes, @Nullable String declared, Rule rule, String key, RequestWalk walk)
      throws MalformedBodyException {
    return rewrite(bytes, declared, rule, key, walk, false);
  }

  /**
   * Rewrites the value of a form's field, which is text by default (RFC 7578, 4.4): control
   * characters hide nothing there.
   */
  static byte[] rewriteField(
      byte[] bytes, @Nullable String declared, Rule rule, String key, RequestWalk walk)
      throws MalformedBodyException {
    return rewrite(bytes, declared, rule, key, walk, true);
  }

  private static byte[] rewrite(
      byte[] bytes,
      @Nullable String declared,
      Rule rule,
      String key,
      RequestWalk walk,
      boolean field)
      throws MalformedBodyException {
    if (isZip(bytes)) {
      office(bytes, rule, walk);
      return bytes;
    }
    Charset charset = TextCharset.of(bytes, 0, bytes.length, declared);
    if (charset == null && field && TextCharset.isUtf8(bytes, 0, bytes.length)) {
      charset = StandardCharsets.UTF_8;
    }
    if (charset == null) {
      walk.unscanned(bytes.length);
      return bytes;
    }
    if (charset.equals(StandardCharsets.UTF_8)) {
      return walk.text(bytes, rule, key);
    }
    byte[] utf8 = BodyCharset.decode(bytes, charset);
    byte[] rewritten = walk.text(utf8, rule, key);
    return rewritten == utf8 ? bytes : BodyCharset.encode(rewritten, charset);
  }

  private static boolean isZip(byte[] bytes) {
    return bytes.length > 30
        && bytes[0] == 'P'
        && bytes[1] == 'K'
        && bytes[2] == 3
        && bytes[3] == 4;
  }

  private static void office(byte[] bytes, Rule rule, RequestWalk walk)
      throws MalformedBodyException {
    int left = LONGEST_UNZIPPED;
    boolean all = true;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      int entries = 0;
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (++entries > MOST_ENTRIES || left <= 0) {
          all = false;
          break;
        }
        if (!isXml(entry.getName())) {
          all &= entry.isDirectory();
          continue;
        }
        byte[] text = text(zip, left);
        left -= text.length;
        if (walk.text(text, rule, "") != text) {
          throw new UnchangeableTextException();
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      all = false; // encrypted, cut off, or no archive at all
    }
    if (!all || left == LONGEST_UNZIPPED) {
      walk.unscanned(bytes.length);
    }
  }

  private static boolean isXml(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".xml") || lower.endsWith(".rels");
  }

  /** Returns an entry's text: runs of one paragraph stand together, as they are shown. */
  private static byte[] text(ZipInputStream zip, int most) throws IOException {
    ByteSink text = new ByteSink();
    byte[] buffer = new byte[8192];
    StringBuilder tag = null;
    int read = 0;
    for (int n = zip.read(buffer); n >= 0 && read <= most; n = zip.read(buffer)) {
      read += n;
      for (int i = 0; i < n; i++) {
        byte b = buffer[i];
        if (b == '<') {
          tag = new StringBuilder();
        } else if (tag == null) {
          text.put(b);
        } else if (b == '>') {
          if (endsText(tag)) {
            text.put('\n');
          }
          tag = null;
        } else if (tag.length() < 16) {
          tag.append((char) b);
        }
      }
    }
    return unescaped(text.toByteArray());
  }

  /** Ends of paragraphs, cells, rows and breaks; a run within one is styled anew only. */
  private static boolean endsText(CharSequence tag) {
    String name = tag.toString();
    int end = name.indexOf(' ');
    name = end < 0 ? name : name.substring(0, end);
    return (name.endsWith(":p") && name.startsWith("/"))
        || name.equals("/si")
        || name.equals("/c")
        || name.equals("/row")
        || name.equals("/v")
        || name.endsWith(":br/")
        || name.endsWith(":tab/")
        || name.endsWith("/text:h")
        || name.startsWith("/dc:")
        || name.startsWith("/cp:");
  }

  private static byte[] unescaped(byte[] xml) {
    String text = new String(xml, StandardCharsets.UTF_8);
    if (text.indexOf('&') < 0) {
      return xml;
    }
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&#64;", "@")
        .replace("&#x40;", "@")
        .replace("&amp;", "&")
        .getBytes(StandardCharsets.UTF_8);
  }
}
