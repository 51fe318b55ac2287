package dev.cordon.engine.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where the audit trail learns who makes a call, and in what form it keeps it. Immutable. */
public final class UserRules {
  /** In what form the trail keeps a user. */
  public enum Store {
    /**
     * A hash under the trail's key: the same user has the same one, and it can't be turned back.
     */
    HASH,
    /** As the application gives it. */
    PLAIN
  }

  /** What kind of place a user is read from. */
  public enum Place {
    /** The logging context of SLF4J, Log4j or JBoss: the calling thread's. */
    MDC,
    /** OpenTelemetry's baggage: the current context's. */
    BAGGAGE,
    /** A header of the request. */
    HEADER,
    /** A string in the request's JSON body. */
    FIELD
  }

  /** One place. Immutable. */
  public static final class Source {
    private final Place place;
    private final String name;

    Source(Place place, String name) {
      this.place = place;
      this.name = name;
    }

    /** Returns the kind of place. */
    public Place place() {
      return place;
    }

    /** Returns the key, the header's name, or the field's path with dots. */
    public String name() {
      return name;
    }
  }

  private final List<Source> sources;
  private final Store store;

  private UserRules(List<Source> sources, Store store) {
    this.sources = Collections.unmodifiableList(sources);
    this.store = store;
  }

  /** Reads the section; null when there is none, or nothing to learn from in it. */
  static @Nullable UserRules read(Section audit) {
    Section user = audit.section("user", PolicyKeys.AUDIT_USER);
    if (user == null) {
      return null;
    }
    List<Source> sources = sources(user, "from");
    Store store = user.choice("store", Store.values());
    if (sources.isEmpty()) {
      audit.wrong("user", "audit.user.from is missing: name where the user is learnt from");
      return null;
    }
    return new UserRules(sources, store == null ? Store.HASH : store);
  }

  /** Reads the places alone, for rules that need the user; null when none is named. */
  static @Nullable UserRules readSources(Section section, String key) {
    List<Source> sources = sources(section, key);
    return sources.isEmpty() ? null : new UserRules(sources, Store.HASH);
  }

  private static List<Source> sources(Section section, String key) {
    List<Source> sources = new ArrayList<>();
    for (String text : section.texts(key)) {
      Source source = source(text);
      if (source == null) {
        section.wrong(key, "must be mdc:KEY, baggage:KEY, header:NAME or field:PATH");
      } else {
        sources.add(source);
      }
    }
    return sources;
  }

  private static @Nullable Source source(String text) {
    for (Place place : Place.values()) {
      String prefix = place.name().toLowerCase(Locale.ROOT) + ":";
      if (text.startsWith(prefix) && text.length() > prefix.length()) {
        return new Source(place, text.substring(prefix.length()));
      }
    }
    return null;
  }

  /** Returns the places in the order in which they are asked; the first that knows counts. */
  public List<Source> sources() {
    return sources;
  }

  /** Returns in what form the trail keeps a user. */
  public Store store() {
    return store;
  }
}
