package dev.cordon.agent.cli;

import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Scanners;
import dev.cordon.engine.policy.ParsedPolicy;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.PolicyContext;
import dev.cordon.engine.policy.PolicyParser;
import dev.cordon.engine.policy.PolicyProblem;
import dev.cordon.engine.policy.VendorCatalogue;
import dev.cordon.engine.wire.WireFormat;
import dev.cordon.engine.wire.WireFormats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Paths;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code redact} was asked for. */
final class RedactOptions {
  static final int WRONG = 2;

  @Nullable WireFormat format;
  @Nullable String vendor;
  String contentType = "application/json";
  String file = "-";
  boolean restore;
  boolean help;
  boolean list;
  private @Nullable String policy;
  private boolean hasFile;

  /** Reads the arguments; returns what is wrong with them, or null. */
  @Nullable String read(String[] args) {
    for (int i = 0; i < args.length; i++) {
      String arg = args[i];
      if (arg.equals("--help")) {
        help = true;
      } else if (arg.equals("--restore")) {
        restore = true;
      } else if (arg.startsWith("--")) {
        String problem = option(arg, i + 1 < args.length ? args[++i] : null);
        if (problem != null) {
          return problem;
        }
      } else if (hasFile || (arg.startsWith("-") && !arg.equals("-"))) {
        return "'" + arg + "' is not understood";
      } else {
        hasFile = true;
        file = arg;
      }
    }
    return null;
  }

  private @Nullable String option(String name, @Nullable String value) {
    switch (name) {
      case "--format":
        list = "list".equals(value);
        format = value == null ? null : WireFormats.catalogue().byId(value);
        return value == null || list || format != null
            ? missing(name, value)
            : "unknown format '" + value + "'; known are: " + formats(", ");
      case "--policy":
        policy = value;
        return missing(name, value);
      case "--vendor":
        vendor = value;
        return value == null || VendorCatalogue.builtIn().ids().contains(value)
            ? missing(name, value)
            : "unknown vendor '" + value + "'";
      case "--content-type":
        contentType = value == null ? contentType : value;
        return missing(name, value);
      default:
        return "'" + name + "' is not understood";
    }
  }

  private static @Nullable String missing(String name, @Nullable String value) {
    return value == null ? name + " needs a value" : null;
  }

  static String formats(String separator) {
    return String.join(separator, WireFormats.catalogue().ids());
  }

  /** Returns the policy; null when it can't be used, which is then said. */
  @Nullable Policy policy(PrintStream err) {
    String name = policy;
    if (name == null) {
      return Policy.safeDefault();
    }
    Set<String> types = new HashSet<String>();
    for (DataType type : Scanners.types()) {
      types.add(type.id());
    }
    PolicyContext context =
        new PolicyContext(System.getenv(), types, VendorCatalogue.builtIn().ids());
    try {
      ParsedPolicy parsed = PolicyParser.parse(name, Files.readAllBytes(Paths.get(name)), context);
      for (PolicyProblem problem : parsed.problems()) {
        err.println("redact: " + problem);
      }
      return parsed.policy();
    } catch (IOException | InvalidPathException e) {
      err.println("redact: " + name + ": can't be read (" + e.getClass().getName() + ")");
      return null;
    }
  }

  /** Reads the request's body. */
  byte[] body(InputStream in) throws IOException {
    if (file.equals("-")) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        body.write(buffer, 0, n);
      }
      return body.toByteArray();
    }
    try {
      return Files.readAllBytes(Paths.get(file));
    } catch (InvalidPathException e) {
      throw new IOException(e);
    }
  }
}
