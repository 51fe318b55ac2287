package dev.cordon.engine.policy;

import dev.cordon.engine.text.Hex;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Parses policy files, strictly. */
public final class PolicyParser {
  /** How deep the place is that is named where the nesting can't be followed. */
  private static final int TOO_DEEP = 100;

  private PolicyParser() {}

  /**
   * Parses a policy file.
   *
   * @param file the file's name, for problems
   * @param bytes its content, UTF-8
   * @param context what it may refer to
   * @return the policy or all problems
   */
  public static ParsedPolicy parse(String file, byte[] bytes, PolicyContext context) {
    Problems problems = new Problems(file);
    Node root = compose(file, bytes, problems);
    if (root == null) {
      return new ParsedPolicy(null, problems.all(), context.files().paths());
    }
    prepare(file, root, bytes, context);
    ReferredFiles files = context.files().next(file);
    PolicyBuilder builder = new PolicyReader(problems, context, files).read(root);
    builder.version = hash(bytes, files.digest());
    context.keep(files);
    return new ParsedPolicy(builder.build(), problems.all(), files.paths());
  }

  /**
   * Has the secrets that a policy keeps in stores read at the same time: it is read once before for
   * their names alone. A policy that names fewer than two is not.
   */
  private static void prepare(String file, Node root, byte[] bytes, PolicyContext context) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (context.secrets().mayBeMissing()
        || SecretStores.FORMS.stream().mapToInt(form -> text.split(form, 3).length - 1).sum() < 2) {
      return;
    }
    Set<String> references = new LinkedHashSet<>();
    PolicyContext noting = context.noting(references);
    ReferredFiles files = context.files().next(file);
    new PolicyReader(new Problems(file), noting, files).read(root);
    context.keep(files); // long lists are read once
    if (references.size() > 1) {
      context.secrets().prepare(references);
    }
  }

  private static @Nullable String text(String file, byte[] bytes, Problems problems) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    if (StandardCharsets.UTF_8.newDecoder().decode(in, out, true).isError()) {
      out.flip();
      problems.add(file, lines(out), "", "the file is not UTF-8: save it as UTF-8");
      return null;
    }
    out.flip();
    return out.toString();
  }

  private static int lines(CharSequence text) {
    return 1 + (int) text.chars().filter(c -> c == '\n').count();
  }

  /** Reads a file as YAML; null when it is none, which is then a problem. */
  static @Nullable Node compose(String file, byte[] bytes, Problems problems) {
    String text = text(file, bytes, problems);
    if (text == null) {
      return null;
    }
    LoadSettings settings = LoadSettings.builder().setLabel(file).build();
    try {
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isPresent()) {
        return root.get();
      }
      problems.add("", "the file is empty; it must begin with version: 1");
    } catch (MarkedYamlEngineException e) {
      String problem = "no valid YAML: " + e.getProblem();
      if (e.getProblemMark().isPresent()) {
        problems.add(e.getProblemMark().get(), "", problem);
      } else {
        problems.add("", problem);
      }
    } catch (ReaderException e) {
      String before = text.substring(0, text.offsetByCodePoints(0, e.getPosition()));
      String what = String.format("no valid YAML: U+%04X is not allowed", e.getCodePoint());
      problems.add(file, lines(before), "", what);
    } catch (RuntimeException e) { // the library's own too: an escape without its digits
      problems.add("", "no valid YAML");
    } catch (StackOverflowError e) {
      problems.add(deepest(text, settings), "", "nested too deeply");
    }
    return null;
  }

  /** Returns where a text that is nested too deeply first reaches the depth that is reported. */
  private static Mark deepest(String text, LoadSettings settings) {
    Mark mark = new Mark(settings.getLabel(), 0, 0, 0, new int[0], 0);
    int depth = 0;
    int most = 0;
    try {
      for (Event event : new Parse(settings).parseString(text)) {
        if (event instanceof CollectionEndEvent) {
          depth--;
        } else if (event instanceof CollectionStartEvent && ++depth > most) {
          most = depth;
          mark = event.getStartMark().orElse(mark);
          if (depth == TOO_DEEP) {
            break;
          }
        }
      }
    } catch (YamlEngineException e) {
      // what follows is no YAML: the deepest place before it is reported
    }
    return mark;
  }

  private static String hash(byte[] bytes, byte[] referred) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(bytes);
      return Hex.of(sha.digest(referred), 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has SHA-256
    }
  }
}
