package dev.cordon.agent.cli;

import dev.cordon.engine.signature.KeyType;
import dev.cordon.engine.signature.SigningKey;
import dev.cordon.engine.signature.UnsupportedKeyException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keygen}: makes a key that policies and exceptions are signed with. */
@Command(
    name = "keygen",
    mixinStandardHelpOptions = true,
    description =
        "Makes a key to sign policies and exceptions with: NAME.key holds the private one, NAME.pub"
            + " the public one, both in PEM form. Prints the public one in one line, too, as"
            + " policies and the agent's argument require_signature take it.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:a file is there already or can't be written, or this Java knows no such keys",
      "2:the command line is wrong"
    })
final class KeygenCommand implements Callable<Integer> {
  /** What keys there are. */
  enum Type {
    ed25519,
    p256
  }

  private final Console console;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      defaultValue = "ed25519",
      description =
          "ed25519 (default), which Java 15 and later can check; p256 (ECDSA) where agents run on"
              + " older ones.")
  private Type type = Type.ed25519;

  @Parameters(paramLabel = "NAME", description = "What the files are called.")
  private String name = "";

  KeygenCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    String file = name + ".key";
    try {
      // Else a private key is left that doesn't belong to the public one beside it.
      if (Files.exists(Paths.get(name + ".pub"))) {
        file = name + ".pub";
        throw new FileAlreadyExistsException(file);
      }
      SigningKey key = SigningKey.generate(type == Type.ed25519 ? KeyType.ED25519 : KeyType.P256);
      write(Paths.get(file), key.pem(), true);
      file = name + ".pub";
      write(Paths.get(file), key.publicPem(), false);
      console.out.println(name + ".key: the private key; whoever has it can approve");
      console.out.println(name + ".pub: the public key " + key.fingerprint() + ", in one line:");
      console.out.println(key.publicBase64());
      return ExitCode.OK;
    } catch (UnsupportedKeyException e) {
      console.err.println("keygen: " + e.getMessage());
    } catch (FileAlreadyExistsException e) {
      console.err.println("keygen: " + file + ": is there already; nothing is overwritten");
    } catch (IOException | InvalidPathException e) {
      console.err.println("keygen: " + file + ": " + Unreadable.why(e));
    }
    return ExitCode.NOT;
  }

  /**
   * Writes a file that must not be there; a secret one for its owner alone, where modes are known.
   */
  private static void write(Path file, String text, boolean secret) throws IOException {
    boolean modes = Files.getFileStore(folder(file)).supportsFileAttributeView("posix");
    FileAttribute<?>[] attributes =
        secret && modes
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    Set<OpenOption> options =
        new HashSet<OpenOption>(
            Arrays.asList(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    try (SeekableByteChannel out = Files.newByteChannel(file, options, attributes)) {
      out.write(ByteBuffer.wrap(bytes));
    }
    Arrays.fill(bytes, (byte) 0);
  }

  private static Path folder(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }
}
