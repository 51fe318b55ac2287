package dev.cordon.engine.audit;

import dev.cordon.engine.RequestHead;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.facts.Region;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an Exchange: names, counts, sizes and times, never content and never a finding's
 * value. The engine fills it as the Exchange goes on; it is complete when {@link
 * ExchangeObserver#ended} receives it. Used by one thread at a time.
 */
public final class ExchangeRecord extends CallFacts {
  /** What was decided about a request. */
  public enum Decision {
    /** Forwarded as it was. */
    ALLOW,
    /** Forwarded redacted. */
    MODIFY,
    /** Refused. */
    DENY,
    /**
     * Forwarded as it was although the policy would have changed or refused it: the mode is {@code
     * observe}.
     */
    AUDIT,
    /** Forwarded as it was because the engine failed and {@code on_error} is {@code allow}. */
    WARN
  }

  private static final int MOST_SUBJECTS = 64;

  private final String id;
  private final RequestHead head;
  private final long startEpochNanos;
  private final long startNanoTime;
  private String mode = "enforce";
  private String policyVersion = "";
  private Decision decision = Decision.ALLOW;
  private @Nullable String rule;
  private int status;
  private @Nullable String errorType;
  private @Nullable String user;
  private @Nullable String spanId;
  private @Nullable String traceId;
  private boolean unaudited;
  private Map<String, FindingCount> inputFindings = Collections.emptyMap();
  private Map<String, FindingCount> outputFindings = Collections.emptyMap();
  private @Nullable List<ThreatCount> threats;
  private @Nullable Set<String> subjects;
  private int moreSubjects;
  private @Nullable MediaCounts media;
  private @Nullable String inputHash;
  private @Nullable ChunkTimes chunkTimes;
  private @Nullable CapturedContent content;

  /**
   * Begins a record.
   *
   * @param id the Exchange's identifier
   * @param head the request as the owner saw it
   * @param startEpochNanos now, nanoseconds since the epoch
   * @param startNanoTime now, on {@link System#nanoTime}
   */
  public ExchangeRecord(String id, RequestHead head, long startEpochNanos, long startNanoTime) {
    this.id = id;
    this.head = head;
    this.startEpochNanos = startEpochNanos;
    this.startNanoTime = startNanoTime;
  }

  /** Copies a record but for its request, which may hold the application's own objects. */
  private ExchangeRecord(ExchangeRecord other) {
    this.id = other.id;
    this.head = other.head.detached();
    this.startEpochNanos = other.startEpochNanos;
    this.startNanoTime = other.startNanoTime;
    this.mode = other.mode;
    this.policyVersion = other.policyVersion;
    this.decision = other.decision;
    this.rule = other.rule;
    this.status = other.status;
    this.errorType = other.errorType;
    this.traceId = other.traceId;
    this.spanId = other.spanId;
    this.user = other.user;
    this.unaudited = other.unaudited;
    copyMeasures(other);
    copyFacts(other);
    this.inputFindings = other.inputFindings; // complete, so they change no more
    this.outputFindings = other.outputFindings;
    this.threats = other.threats;
    this.subjects = other.subjects;
    this.moreSubjects = other.moreSubjects;
    this.media = other.media;
    this.inputHash = other.inputHash;
    this.chunkTimes = other.chunkTimes;
    this.content = other.content;
  }

  /**
   * Returns a copy for another thread to read later, once the Exchange has ended. Its {@link #head}
   * has no headers, no query and no class loader, so the copy keeps nothing of the application
   * alive.
   */
  public ExchangeRecord detached() {
    return new ExchangeRecord(this);
  }

  /** Returns the Exchange's identifier. */
  public String id() {
    return id;
  }

  /** Returns the request as the owner saw it; headers and query may hold secrets and go nowhere. */
  public RequestHead head() {
    return head;
  }

  /**
   * Returns where the call was answered: as its route says, else as host or path tell; null when
   * nothing does.
   */
  public @Nullable String region() {
    String said = routeRegion();
    return said == null ? Region.of(serverAddress(), head.path()) : said;
  }

  /** Returns when the Exchange was opened, nanoseconds since the epoch. */
  public long startEpochNanos() {
    return startEpochNanos;
  }

  /** Returns the same on {@link System#nanoTime}. */
  public long startNanoTime() {
    return startNanoTime;
  }

  /** Returns the policy's mode: {@code enforce}, {@code observe}. */
  public String mode() {
    return mode;
  }

  /** Sets the policy's mode: {@code enforce}, {@code observe}. */
  public void mode(String value) {
    this.mode = value;
  }

  /** Returns a short hash of the policy in force. */
  public String policyVersion() {
    return policyVersion;
  }

  /** Sets a short hash of the policy in force. */
  public void policyVersion(String value) {
    this.policyVersion = value;
  }

  /** Returns what was decided about the request. */
  public Decision decision() {
    return decision;
  }

  /** Sets what was decided about the request. */
  public void decision(Decision value) {
    this.decision = value;
  }

  /** Returns the policy rule or the reason that decided, for refusals and failures. */
  public @Nullable String rule() {
    return rule;
  }

  /** Sets the policy rule or the reason that decided, for refusals and failures. */
  public void rule(@Nullable String value) {
    this.rule = value;
  }

  /** Returns the HTTP status that the application got, 0 when there was none. */
  public int status() {
    return status;
  }

  /** Sets the HTTP status that the application got, 0 when there was none. */
  public void status(int value) {
    this.status = value;
  }

  /**
   * Returns the convention's {@code error.type}: an HTTP status, or the class name of a failure;
   * null when all went well.
   */
  public @Nullable String errorType() {
    return errorType;
  }

  /**
   * Sets the convention's {@code error.type}: an HTTP status, or the class name of a failure; null
   * when all went well.
   */
  public void errorType(@Nullable String value) {
    this.errorType = value;
  }

  /** Returns the trace that the Exchange belongs to, 32 hexadecimal digits; null when not known. */
  public @Nullable String traceId() {
    return traceId;
  }

  /** Sets the trace that the Exchange belongs to, 32 hexadecimal digits. */
  public void traceId(@Nullable String value) {
    this.traceId = value;
  }

  /** Returns the Exchange's span, 16 hexadecimal digits; null when not known. */
  public @Nullable String spanId() {
    return spanId;
  }

  /** Sets the Exchange's span, 16 hexadecimal digits. */
  public void spanId(@Nullable String value) {
    this.spanId = value;
  }

  /**
   * Returns who made the call, as policy says to learn it; never as content; null when not known.
   */
  public @Nullable String user() {
    return user;
  }

  /** Sets who made the call, as policy says to learn it; never as content. */
  public void user(@Nullable String value) {
    this.user = value;
  }

  /**
   * Returns whether the policy wants an audit record of the Exchange and it could not be written.
   */
  public boolean unaudited() {
    return unaudited;
  }

  /** Sets whether the policy wants an audit record of the Exchange and it could not be written. */
  public void unaudited(boolean value) {
    this.unaudited = value;
  }

  /**
   * Returns a keyed hash of the request's body as the application made it, as {@code hmac-sha256:}
   * and hexadecimal digits; null when nothing was found in it. Equal bodies have equal hashes under
   * one key.
   */
  public @Nullable String inputHash() {
    return inputHash;
  }

  /** Sets a keyed hash of the request's body. */
  public void inputHash(@Nullable String value) {
    this.inputHash = value;
  }

  /** Returns the times between the pieces of a streamed answer; null when there was one or none. */
  public @Nullable ChunkTimes chunkTimes() {
    return chunkTimes;
  }

  /** Adds the time in nanoseconds from the piece before to a further piece of a streamed answer. */
  public void chunk(long nanos) {
    if (chunkTimes == null) {
      chunkTimes = new ChunkTimes();
    }
    chunkTimes.add(nanos);
  }

  /** Returns request and answer where the operator asked for the messages, else null. */
  public @Nullable CapturedContent content() {
    return content;
  }

  /** Sets what keeps request and answer; null to keep them no longer. */
  public void content(@Nullable CapturedContent value) {
    this.content = value;
  }

  /** Returns what was found in the request, by data type identifier. */
  public Map<String, FindingCount> inputFindings() {
    return Collections.unmodifiableMap(inputFindings);
  }

  /** Returns what was found in the answer and not in the request, by data type identifier. */
  public Map<String, FindingCount> outputFindings() {
    return Collections.unmodifiableMap(outputFindings);
  }

  /**
   * Counts a finding of the request.
   *
   * @param type the data type
   * @param action what policy did, such as {@code tokenize}
   */
  public void countInput(DataType type, String action) {
    input(type, action).increment();
  }

  /**
   * Counts a finding of the request that stands at a place.
   *
   * @param type the data type
   * @param action what policy did, such as {@code tokenize}
   * @param text how many texts of the request stand before that of the finding
   * @param offset where the finding begins in its text, in bytes
   */
  public void countInput(DataType type, String action, int text, int offset) {
    FindingCount count = input(type, action);
    count.increment();
    count.first(text, offset);
  }

  /**
   * Counts a finding of the answer.
   *
   * @param type the data type
   * @param action what policy did
   */
  public void countOutput(DataType type, String action) {
    if (outputFindings.isEmpty()) {
      outputFindings = new TreeMap<>();
    }
    count(outputFindings, type, action).increment();
  }

  private FindingCount input(DataType type, String action) {
    if (inputFindings.isEmpty()) {
      inputFindings = new TreeMap<>();
    }
    return count(inputFindings, type, action);
  }

  private static FindingCount count(Map<String, FindingCount> of, DataType type, String action) {
    FindingCount count = of.get(type.id());
    if (count == null) {
      count = new FindingCount(type, action);
      of.put(type.id(), count);
    }
    return count;
  }

  /** Returns the names of persons whose data the request holds, where the trail wants them. */
  public Set<String> subjects() {
    return subjects == null
        ? Collections.<String>emptySet()
        : Collections.unmodifiableSet(subjects);
  }

  /** Returns how many further values of persons have no name in the record. */
  public int moreSubjects() {
    return moreSubjects;
  }

  /**
   * Names a person whose data the request holds; a record names {@value #MOST_SUBJECTS} at most.
   *
   * @param name a keyed hash, never a value
   */
  public void subject(String name) {
    Set<String> all = subjects;
    if (all == null) {
      all = new LinkedHashSet<>();
      subjects = all;
    }
    if (all.size() < MOST_SUBJECTS) {
      all.add(name);
    } else if (!all.contains(name)) {
      moreSubjects++;
    }
  }

  /** Returns what the answer holds beside texts; null for nothing. */
  public @Nullable MediaCounts media() {
    return media;
  }

  /**
   * Counts a picture or the like in the answer.
   *
   * @param size its bytes, decoded; 0 where it lies elsewhere
   */
  public void countMedia(MediaKind kind, long size) {
    if (media == null) {
      media = new MediaCounts();
    }
    media.add(kind, size);
  }

  /** Returns what was found in request and answer that acts rather than tells. */
  public List<ThreatCount> threats() {
    return threats == null
        ? Collections.<ThreatCount>emptyList()
        : Collections.unmodifiableList(threats);
  }

  /**
   * Counts a threat.
   *
   * @param threat what was found
   * @param origin who wrote the text
   * @param action what policy did, such as {@code report}
   */
  public void countThreat(Threat threat, String origin, String action) {
    List<ThreatCount> counts = threats;
    if (counts == null) {
      counts = threats = new ArrayList<>(2);
    }
    for (ThreatCount known : counts) {
      if (known.is(threat, origin, action)) {
        known.increment();
        return;
      }
    }
    ThreatCount made = new ThreatCount(threat, origin, action);
    made.increment();
    counts.add(made);
  }
}
