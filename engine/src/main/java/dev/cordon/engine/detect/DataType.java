package dev.cordon.engine.detect;

/** A type of sensitive data. Immutable; equal when the identifiers are equal. */
public final class DataType {
  private final String id;
  private final DataClass dataClass;
  private final Severity severity;
  private final String token;
  private final String title;

  /**
   * Describes a type.
   *
   * @param id the stable identifier, such as {@code email_address}, {@code no.fodselsnummer} or
   *     {@code secret.aws_access_key}
   * @param dataClass the class of data
   * @param severity the default severity
   * @param token the word that tokens of this type begin with: {@code [A-Z][A-Z0-9]*}, such as
   *     {@code EMAIL}
   * @param title a short English name for reports
   */
  public DataType(String id, DataClass dataClass, Severity severity, String token, String title) {
    this.id = id;
    this.dataClass = dataClass;
    this.severity = severity;
    this.token = token;
    this.title = title;
  }

  /** Returns the stable identifier. */
  public String id() {
    return id;
  }

  /** Returns the class of data. */
  public DataClass dataClass() {
    return dataClass;
  }

  /** Returns the default severity. */
  public Severity severity() {
    return severity;
  }

  /** Returns the word that tokens of this type begin with. */
  public String token() {
    return token;
  }

  /** Returns a short English name. */
  public String title() {
    return title;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DataType && id.equals(((DataType) other).id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return id;
  }
}
