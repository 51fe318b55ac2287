package dev.cordon.agent.report;

import dev.cordon.agent.audit.AuditVerifier;
import dev.cordon.agent.audit.Verification;
import dev.cordon.engine.policy.TokenKey;
import dev.cordon.engine.redact.SubjectHash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** The calls of a trail that held a value of a person. Bounded; immutable once made. */
public final class SubjectSearch {
  private static final int MOST = 100_000;

  private final List<Call> calls = new ArrayList<>();
  private final Verification verification;
  private long more;
  private long named;
  private long incomplete;

  private SubjectSearch(Verification verification) {
    this.verification = verification;
  }

  /** One call. Immutable. */
  public static final class Call {
    private final String[] fields;

    Call(TrailRecord record) {
      fields = new String[FIELDS.size()];
      for (int i = 0; i < fields.length; i++) {
        String value = record.textOrNull(FIELDS.get(i));
        fields[i] = value == null ? "" : value;
      }
    }

    /** Returns what the record tells, in the order of {@link #FIELDS}; empty where it doesn't. */
    public List<String> fields() {
      return Collections.unmodifiableList(Arrays.asList(fields));
    }
  }

  /** What is told of a call. */
  public static final List<String> FIELDS =
      Collections.unmodifiableList(
          Arrays.asList(
              "time",
              "vendor",
              "host",
              "region",
              "service",
              "caller",
              "model",
              "decision",
              "conversation",
              "exchange"));

  /**
   * Searches.
   *
   * @param trail the file being written; older files are found beside it
   * @param key the trail's key
   * @param value what to look for, as somebody spells it; it is not kept
   * @param progress hears how far it has come
   * @return what was found
   * @throws IOException when a file can't be read
   */
  public static SubjectSearch find(
      Path trail, byte[] key, String value, TrailPass.Progress progress) throws IOException {
    SubjectSearch search = new SubjectSearch(new AuditVerifier(trail, key).verify());
    Set<String> names = new SubjectHash(new TokenKey(key)).names(value);
    TrailPass.calls(trail, progress, (record, time) -> search.look(record, names));
    return search;
  }

  private void look(TrailRecord record, Set<String> names) {
    List<String> subjects = record.list("subjects");
    named += subjects.isEmpty() ? 0 : 1;
    incomplete += record.number("subjects_more") > 0 ? 1 : 0;
    if (Collections.disjoint(subjects, names)) {
      return;
    }
    if (calls.size() < MOST) {
      calls.add(new Call(record));
    } else {
      more++;
    }
  }

  /** Returns the calls, in the order of the trail. */
  public List<Call> calls() {
    return Collections.unmodifiableList(calls);
  }

  /** Returns how many further calls were found. */
  public long more() {
    return more;
  }

  /** Returns how many records name persons at all. */
  public long named() {
    return named;
  }

  /** Returns how many records held more persons than they name. */
  public long incomplete() {
    return incomplete;
  }

  /** Returns the check of the trail. */
  public Verification verification() {
    return verification;
  }
}
