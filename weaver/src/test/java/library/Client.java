package library;

import java.util.ArrayList;
import java.util.List;

/** A library to be hooked. Plain enough to be rewritten as a class file of any version. */
public class Client extends ArrayList<String> {
  private static final long serialVersionUID = 1;

  private final String name;
  private final long size;

  public Client() {
    this("default", 7L);
  }

  /** Branches before and after {@code super(…)}, and assigns to its parameters. */
  public Client(String name, long size) {
    super(size > 5 ? 5 : 1);
    if (name.length() == 0) {
      throw new IllegalArgumentException("no name");
    }
    this.name = name;
    this.size = size;
    name = null;
    size = 0;
  }

  public String described() {
    return name.concat("/").concat(Long.toString(size));
  }

  /** Branches and loops from the first instruction on, so that the hook's frame meets others. */
  public String call(String text, long number, double ratio, int[] ints, boolean flag) {
    while (number > 0) {
      number--;
    }
    try {
      if (flag) {
        throw new IllegalStateException(text);
      }
      return text.concat("/").concat(Double.toString(ratio + number + ints[0]));
    } catch (ArrayIndexOutOfBoundsException e) {
      return "no ints";
    }
  }

  public List<String> names(boolean first) {
    List<String> names = new ArrayList<String>();
    try {
      if (first) {
        names.add("first");
        return names;
      }
      names.add("second");
    } finally {
      names.add("finally");
    }
    return names;
  }

  public void run(StringBuilder log) {
    log.append("ran");
  }

  public void nothing() {}

  public static String joined(String text, double number) {
    return text.concat(Double.toString(number));
  }

  public int count(int from) {
    return from + 1;
  }

  public long total(long from) {
    return from + 1;
  }

  public boolean isOpen(byte b, char c, short s, float f) {
    return b == 1 && c == 'c' && s == 2 && f == 0.5f;
  }

  /** Locals of every size, a synchronized block, nested handlers and a reused parameter. */
  public double exit(String text, long number, boolean fail) {
    double sum = 0;
    synchronized (this) {
      for (int i = 0; i < number; i++) {
        long half = number / 2;
        try {
          if (fail && i == half) {
            throw new IllegalStateException(text);
          }
          sum += half;
        } catch (UnsupportedOperationException e) {
          text = e.getMessage();
        } finally {
          sum += 0.5;
        }
      }
    }
    number = -1;
    text = null;
    return sum;
  }
}
