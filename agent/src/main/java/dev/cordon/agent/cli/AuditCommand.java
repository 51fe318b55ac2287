package dev.cordon.agent.cli;

import dev.cordon.agent.audit.AuditVerifier;
import dev.cordon.agent.audit.Fingerprints;
import dev.cordon.agent.audit.Verification;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code audit verify}: tells whether a trail is whole, and where it is not. {@code audit
 * fingerprint}: tells how a key or a user is named in it.
 */
public final class AuditCommand {
  static final String USAGE =
      "usage: audit verify [--key-env NAME | --key-file FILE] AUDIT_FILE\n"
          + "       audit fingerprint [--user] [--key-env NAME | --key-file FILE] AUDIT_FILE\n"
          + "\n"
          + "verify checks every record of the trail and of the files beside it: none removed, changed,\n"
          + "moved or added. Exit code 0: intact; 1: not intact, or it can't be read; 2: wrong usage.\n"
          + "\n"
          + "fingerprint reads an API key from standard input, one line, and prints what the field\n"
          + "'key' holds in records of calls with it; with --user, a user and the field 'user'.\n"
          + "\n"
          + "  --key-env NAME   the chain's key is in this environment variable\n"
          + "  --key-file FILE  the chain's key is in this file\n";

  private static final String ADVICE =
      "What to do: keep these files as they are, find out who could write them, and look for what is\n"
          + "named above in a backup or in the copy that a log collector has.";

  private AuditCommand() {}

  /**
   * Runs the command.
   *
   * @param args what follows the word {@code audit}
   * @param in the standard input
   * @param out receives the result
   * @param err receives complaints
   * @return the exit code
   */
  public static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
    if (args.length == 0 || Arrays.asList(args).contains("--help")) {
      (args.length == 0 ? err : out).print(USAGE);
      return args.length == 0 ? 2 : 0;
    }
    boolean verify = args[0].equals("verify");
    if (!verify && !args[0].equals("fingerprint")) {
      return wrong(err, "unknown word '" + args[0] + "'; there are verify and fingerprint");
    }
    byte[] key = null;
    Path file = null;
    boolean user = false;
    for (int i = 1; i < args.length; i++) {
      if (!verify && args[i].equals("--user")) {
        user = true;
        continue;
      }
      boolean isOption = args[i].startsWith("--");
      if (isOption && i + 1 == args.length) {
        return wrong(err, args[i] + " needs a value");
      }
      if (KeyOption.is(args[i])) {
        key = KeyOption.read(args[i], args[i + 1]);
        if (key == null) {
          return wrong(err, args[i] + " " + args[i + 1] + ": there is no key");
        }
        i++;
      } else if (isOption || file != null) {
        return wrong(err, "'" + args[i] + "' is not understood");
      } else {
        file = Paths.get(args[i]);
      }
    }
    if (file == null) {
      return wrong(err, "name the audit file");
    }
    return verify ? verify(file, key, out, err) : fingerprint(file, key, user, in, out, err);
  }

  private static int fingerprint(
      Path file,
      byte @Nullable [] key,
      boolean user,
      InputStream in,
      PrintStream out,
      PrintStream err) {
    try {
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      String value = reader.readLine();
      List<String> found =
          value == null || value.trim().isEmpty()
              ? Collections.<String>emptyList()
              : Fingerprints.of(file, key, user, value.trim());
      for (String fingerprint : found) {
        out.println(fingerprint);
      }
      if (found.isEmpty()) {
        err.println("audit fingerprint: nothing was given, or there is no trail " + file);
      }
      return found.isEmpty() ? 1 : 0;
    } catch (IOException e) {
      err.println("audit fingerprint: can't read " + e.getMessage());
      return 1;
    }
  }

  private static int verify(Path file, byte @Nullable [] key, PrintStream out, PrintStream err) {
    try {
      Verification found = new AuditVerifier(file, key).verify();
      for (String note : found.notes()) {
        out.println("note: " + note);
      }
      for (String problem : found.problems()) {
        out.println("NOT INTACT: " + problem);
      }
      out.println(
          (found.isIntact() ? "intact: " : "not intact: ")
              + Verification.count(found.records(), "record")
              + " in "
              + Verification.count(found.files(), "file")
              + (found.isIntact()
                  ? ""
                  : ", " + Verification.count(found.problems().size(), "problem")));
      if (!found.isIntact()) {
        out.println(ADVICE);
      }
      return found.isIntact() ? 0 : 1;
    } catch (IOException e) {
      err.println("audit verify: " + unreadable(e));
      return 1;
    }
  }

  private static String unreadable(IOException e) {
    return e instanceof NoSuchFileException
        ? "there is no file " + e.getMessage()
        : e instanceof AccessDeniedException
            ? "no permission to read " + e.getMessage()
            : "can't read " + e.getMessage();
  }

  private static int wrong(PrintStream err, String complaint) {
    err.println("audit: " + complaint);
    err.print(USAGE);
    return 2;
  }
}
