package sample;

import java.util.ArrayList;
import java.util.List;

/** A library to be hooked. Plain enough to be rewritten as a class file of any version. */
public class Client {
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

  public String unlinked() {
    return "alive";
  }

  public static String call(String text) {
    return text;
  }

  public int count() {
    return 1;
  }
}
