package dev.cordon.engine.policy;

import dev.cordon.engine.text.Hex;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Parses policy files, strictly. */
public final class PolicyParser {
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
    ReferredFiles files = context.files().next(file);
    PolicyBuilder builder = new PolicyReader(problems, context, files).read(root);
    builder.version = hash(bytes, files.digest());
    context.keep(files);
    return new ParsedPolicy(builder.build(), problems.all(), files.paths());
  }

  private static @Nullable Node compose(String file, byte[] bytes, Problems problems) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      LoadSettings settings = LoadSettings.builder().setLabel(file).build();
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isPresent()) {
        return root.get();
      }
      problems.add("", "the file is empty; it must begin with version: 1");
    } catch (CharacterCodingException e) {
      problems.add("", "the file is not UTF-8");
    } catch (MarkedYamlEngineException e) {
      String problem = "no valid YAML: " + e.getProblem();
      if (e.getProblemMark().isPresent()) {
        problems.add(e.getProblemMark().get(), "", problem);
      } else {
        problems.add("", problem);
      }
    } catch (YamlEngineException e) {
      problems.add("", "no valid YAML");
    } catch (StackOverflowError e) {
      problems.add("", "nested too deeply");
    }
    return null;
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
