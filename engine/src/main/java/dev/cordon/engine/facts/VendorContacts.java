package dev.cordon.engine.facts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whom to call at a vendor, where the vendor publishes it. Immutable and thread-safe. */
public final class VendorContacts {
  private static final Pattern LINE =
      Pattern.compile(
          "(\\S+) (security|privacy) (\\S+@\\S+|https://\\S+)"
              + " \\| (20\\d\\d-[01]\\d-[0-3]\\d) \\| (https://\\S+)(?: \\| (.+))?");

  private static @Nullable VendorContacts builtIn;

  private final Map<String, List<Contact>> vendors;

  private VendorContacts(Map<String, List<Contact>> vendors) {
    this.vendors = vendors;
  }

  /** One address, and who says so. Immutable. */
  public static final class Contact {
    private final String purpose;
    private final Fact fact;

    Contact(String purpose, Fact fact) {
      this.purpose = purpose;
      this.fact = fact;
    }

    /** Returns {@code security} or {@code privacy}. */
    public String purpose() {
      return purpose;
    }

    /** Returns the e-mail or https address, with its source and day. */
    public Fact address() {
      return fact;
    }
  }

  /**
   * Reads contacts.
   *
   * @param lines in the form that the file itself describes
   * @throws IllegalArgumentException when a line is not of that form; the message names it
   */
  static VendorContacts read(BufferedReader lines) throws IOException {
    Map<String, List<Contact>> vendors = new LinkedHashMap<>();
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.isEmpty() || line.charAt(0) == '#') {
        continue;
      }
      Matcher parts = LINE.matcher(line);
      if (!parts.matches()) {
        throw new IllegalArgumentException(
            "vendor-contacts.txt, line "
                + number
                + ": a contact is VENDOR PURPOSE CONTACT | DATE | ADDRESS | NOTE");
      }
      Fact address =
          new Fact(parts.group(3), parts.group(4), parts.group(5), parts.group(6), false);
      vendors
          .computeIfAbsent(parts.group(1), name -> new ArrayList<>())
          .add(new Contact(parts.group(2), address));
    }
    return new VendorContacts(vendors);
  }

  /** Returns the contacts that are built in; read at the first call. */
  public static synchronized VendorContacts builtIn() {
    if (builtIn == null) {
      try (InputStream in = VendorContacts.class.getResourceAsStream("vendor-contacts.txt")) {
        if (in == null) {
          throw new IllegalStateException("vendor-contacts.txt is missing");
        }
        builtIn = read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
      } catch (IOException e) {
        throw new IllegalStateException("vendor-contacts.txt can't be read", e);
      }
    }
    return builtIn;
  }

  /** Returns a vendor's contacts; empty where none is known. */
  public List<Contact> of(String vendor) {
    List<Contact> known = vendors.get(vendor);
    return known == null ? Collections.<Contact>emptyList() : Collections.unmodifiableList(known);
  }

  /** Returns the identifiers of the vendors that have contacts. */
  public Set<String> vendors() {
    return Collections.unmodifiableSet(vendors.keySet());
  }
}
