package dev.cordon.engine.policy;

import dev.cordon.engine.NameSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The names that vendors gave to headers, to query parameters and to the packages of their client
 * libraries. Who receives a call doesn't matter: gateways take any vendor's headers. Immutable and
 * thread-safe.
 */
public final class VendorNames {
  private final List<String> keyHeaders;
  private final List<String> keyParameters;
  private final NameSet keyHeaderSet;
  private final NameSet identifierHeaders;
  private final String[] identifierPrefixes;
  private final NameSet keyParameterSet;
  private final NameSet parameters;
  private final String[] packages;

  private VendorNames(Builder builder) {
    keyHeaders = list(builder.keyHeaders);
    keyParameters = list(builder.keyParameters);
    keyHeaderSet = set(builder.keyHeaders);
    keyParameterSet = set(builder.keyParameters);
    Set<String> whole = new LinkedHashSet<>();
    List<String> prefixes = new ArrayList<>();
    for (String name : builder.identifierHeaders) {
      if (name.endsWith("*")) {
        prefixes.add(name.substring(0, name.length() - 1));
      } else {
        whole.add(name);
      }
    }
    identifierHeaders = set(whole);
    identifierPrefixes = prefixes.toArray(new String[0]);
    Set<String> left = new LinkedHashSet<>(builder.keyParameters);
    left.addAll(builder.parameters);
    parameters = set(left);
    packages = builder.packages.toArray(new String[0]);
  }

  private static List<String> list(Set<String> names) {
    return Collections.unmodifiableList(new ArrayList<>(names));
  }

  private static NameSet set(Set<String> names) {
    return new NameSet(names.toArray(new String[0]));
  }

  /** Returns the headers that hold a vendor's key, in the catalogue's order and in lower case. */
  public List<String> keyHeaders() {
    return keyHeaders;
  }

  /** Returns the query parameters that hold a vendor's key, in lower case. */
  public List<String> keyParameters() {
    return keyParameters;
  }

  /**
   * Tells whether a header holds a vendor's key.
   *
   * @param header its name, in any case
   */
  public boolean isKeyHeader(String header) {
    return keyHeaderSet.contains(header);
  }

  /**
   * Tells whether a query parameter holds a vendor's key.
   *
   * @param parameter its name, in any case
   */
  public boolean isKeyParameter(String parameter) {
    return keyParameterSet.contains(parameter);
  }

  /**
   * Tells whether a header names a version, a project or a program, and can't authenticate.
   *
   * @param header its name, in any case
   */
  public boolean isIdentifierHeader(String header) {
    if (identifierHeaders.contains(header)) {
      return true;
    }
    for (String prefix : identifierPrefixes) {
      if (header.regionMatches(true, 0, prefix, 0, prefix.length())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Tells whether a query parameter authenticates or chooses a version or a form.
   *
   * @param parameter its name, in any case
   */
  public boolean isProtocolParameter(String parameter) {
    return parameters.contains(parameter);
  }

  /**
   * Tells whether a class belongs to a vendor's client library.
   *
   * @param className its binary name
   */
  public boolean ownsClass(String className) {
    for (String prefix : packages) {
      if (className.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** Collects the names of all blocks. */
  static final class Builder {
    final Set<String> keyHeaders = new LinkedHashSet<>();
    final Set<String> keyParameters = new LinkedHashSet<>();
    final Set<String> identifierHeaders = new LinkedHashSet<>();
    final Set<String> parameters = new LinkedHashSet<>();
    final Set<String> packages = new LinkedHashSet<>();

    VendorNames build() {
      return new VendorNames(this);
    }
  }
}
