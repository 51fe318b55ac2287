package dev.cordon.engine.policy;

/** One mistake in a policy file. Immutable. Never holds a key or an allowed value. */
public final class PolicyProblem {
  private final String file;
  private final int line;
  private final int column;
  private final String key;
  private final String message;

  PolicyProblem(String file, int line, int column, String key, String message) {
    this.file = file;
    this.line = line;
    this.column = column;
    this.key = key;
    this.message = message;
  }

  /** Returns the file as it was named. */
  public String file() {
    return file;
  }

  /** Returns the line, from 1; 0 when the problem is the file itself. */
  public int line() {
    return line;
  }

  /** Returns the column, from 1; 0 when the problem is the file itself. */
  public int column() {
    return column;
  }

  /** Returns the key's path, such as {@code vendors.deny}; empty for the file itself. */
  public String key() {
    return key;
  }

  /** Returns what is wrong, and perhaps what was meant. */
  public String message() {
    return message;
  }

  /** Returns {@code file:line:column: key: message}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(file);
    if (line > 0) {
      text.append(':').append(line).append(':').append(column);
    }
    text.append(": ");
    if (!key.isEmpty()) {
      text.append(key).append(": ");
    }
    return text.append(message).toString();
  }
}
