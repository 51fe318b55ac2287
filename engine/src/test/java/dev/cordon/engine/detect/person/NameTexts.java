package dev.cordon.engine.detect.person;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.datafaker.Faker;

/**
 * Sentences with marked names of persons, and with names of other things, made from the templates
 * beside the tests and Datafaker's locales; the same file and number make the same ones. A part of
 * the names is bent, so that no list knows them.
 */
final class NameTexts {
  /** For training. */
  static final String TRAINING = "training/names.txt";

  /** For measuring; no weight has seen its sentences, its names or four of its locales. */
  static final String HELD_OUT = "training/held-out.txt";

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");
  private static final String[] ENGLISH = {"en-US", "en-GB", "en-IN", "en-ZA", "en-NG"};

  private final Random random;
  private final boolean heldOut;
  private final int unlisted;
  private Faker faker;
  private Faker things;

  private NameTexts(boolean heldOut) {
    this.heldOut = heldOut;
    random = new Random(heldOut ? 8_501 : 1_207);
    unlisted = heldOut ? 40 : 25;
    faker = things = new Faker(Locale.ENGLISH, random);
  }

  /**
   * Makes texts.
   *
   * @param file {@link #TRAINING} or {@link #HELD_OUT}
   * @param each how many a template; a sentence without names is made once
   * @param into takes the group, which is a language, and a text with marks
   */
  static void make(String file, int each, BiConsumer<String, String> into) {
    NameTexts texts = new NameTexts(file.equals(HELD_OUT));
    String group = "";
    for (String line : read(file).split("\n")) {
      if (line.startsWith("# -- ")) {
        group = line.substring(5);
      } else if (!line.startsWith("# ") && !line.isBlank()) {
        int times = PLACEHOLDER.matcher(line).find() ? each : 1;
        for (int i = 0; i < times; i++) {
          into.accept(group, texts.fill(group, line.replace("\\n", "\n")));
        }
      }
    }
  }

  private static String read(String file) {
    try (InputStream in = NameTexts.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(file, e);
    }
  }

  private String fill(String group, String template) {
    String locale = group.startsWith("en") ? ENGLISH[random.nextInt(ENGLISH.length)] : group;
    faker = new Faker(Locale.forLanguageTag(locale), random);
    Matcher at = PLACEHOLDER.matcher(template);
    StringBuilder out = new StringBuilder();
    while (at.find()) {
      at.appendReplacement(out, Matcher.quoteReplacement(value(at.group(1))));
    }
    return at.appendTail(out).toString();
  }

  private String value(String kind) {
    return switch (kind) {
      case "full" -> mark(given() + ' ' + middle() + surname());
      case "given" -> mark(given());
      case "surname" -> mark(surname().replaceFirst("^[a-z ]+", ""));
      case "initials" -> mark(initials() + surname());
      case "comma" -> mark(surname().replaceFirst("^[a-z ]+", "") + ", " + given());
      case "upper" -> mark((given() + ' ' + surname()).toUpperCase(Locale.ROOT));
      case "eastern" -> mark(eastern());
      case "surnamefirst" ->
          mark(surname().replaceFirst("^[a-z ]+", "").toUpperCase(Locale.ROOT) + ' ' + given());
      case "doubtful" -> mark(doubtful());
      case "ambiguous" -> doubtful();
      case "brand" -> brand();
      case "company" -> company();
      case "city" -> city();
      case "book" -> things.book().title();
      case "university" -> things.university().name();
      case "product" -> things.commerce().productName();
      case "street" -> "⟦any:" + faker.address().streetAddress() + "⟧";
      case "country" -> things.country().name();
      case "animal" -> things.animal().name();
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private String brand() {
    if (heldOut) {
      return random.nextBoolean() ? things.brand().watch() : things.camera().brand();
    }
    return random.nextBoolean() ? things.brand().sport() : things.brand().car();
  }

  /** A firm that is nothing but names of its founders may be taken for them. */
  private String company() {
    String name = faker.company().name();
    return name.matches(
            "[^ ]+-[^ ]+|[^ ]+( [^ ]+)?,? (.+ )?(and|und|og|och|et|y|en|e) [^ .]+( .*)?")
        ? "⟦any:" + name + "⟧"
        : name;
  }

  /** One of one word: {@code Port Louis} is as near to a person as to a place. */
  private String city() {
    String name;
    do {
      name = things.country().capital();
    } while (name.indexOf(' ') >= 0);
    return name;
  }

  private static final String[] SURNAMES = {
    "Zhang", "Li", "Wang", "Chen", "Liu", "Zhao", "Huang", "Park", "Kim", "Lee", "Choi", "Jung",
    "Kang", "Nguyen", "Tran", "Le", "Pham", "Tanaka", "Sato",
  };
  private static final String[] SYLLABLES = {
    "wei", "na", "min", "jun", "ji", "hoon", "seo", "yeon", "ling", "hao", "mei", "hua", "thi",
    "lan",
  };

  private static final String[] PARTICLES = {"de ", "van ", "von ", "di ", "da ", "van der "};
  private static final String[] DOUBTFUL = {
    "Grace", "Rose", "Bill", "Will", "Mark", "Frank", "Jordan", "Austin", "Dean", "Grant", "Chase",
    "Ruby",
  };
  private static final String[] PLACES = {
    "Park", "Hill", "Hope", "Young", "Stone", "Brook", "Banks", "Field", "Lane", "Church", "Forest",
    "Lake",
  };

  /** Two words that may be anything: {@code Grace Park}. */
  private String doubtful() {
    return DOUBTFUL[random.nextInt(DOUBTFUL.length)] + ' ' + PLACES[random.nextInt(PLACES.length)];
  }

  /** A surname first: {@code Park Ji-hoon}, {@code Zhang Wei}. */
  private String eastern() {
    String given = SYLLABLES[random.nextInt(SYLLABLES.length)];
    String joint = random.nextBoolean() ? "-" + SYLLABLES[random.nextInt(SYLLABLES.length)] : "";
    return SURNAMES[random.nextInt(SURNAMES.length)]
        + ' '
        + Character.toUpperCase(given.charAt(0))
        + given.substring(1)
        + joint;
  }

  private static String mark(String name) {
    return "⟦" + name + "⟧";
  }

  private String given() {
    String name = faker.name().firstName();
    if (random.nextInt(20) == 0) {
      return name + '-' + faker.name().firstName();
    }
    return random.nextInt(100) < unlisted / 3 ? bent(name, faker.name().firstName()) : name;
  }

  private String middle() {
    return switch (random.nextInt(12)) {
      case 0 -> faker.name().firstName() + ' ';
      case 1 -> (char) ('A' + random.nextInt(23)) + ". ";
      default -> "";
    };
  }

  private String initials() {
    String first = (char) ('A' + random.nextInt(23)) + ".";
    return switch (random.nextInt(4)) {
      case 0 -> first + ' ' + (char) ('A' + random.nextInt(23)) + ". ";
      case 1 -> first + (char) ('A' + random.nextInt(23)) + ". ";
      default -> first + ' ';
    };
  }

  private String surname() {
    String name = faker.name().lastName();
    if (random.nextInt(20) == 0) {
      return PARTICLES[random.nextInt(PARTICLES.length)] + name;
    }
    if (random.nextInt(20) == 0) {
      return name + '-' + faker.name().lastName();
    }
    return random.nextInt(100) < unlisted ? bent(name, faker.name().lastName()) : name;
  }

  /** Joins the head of one name to the tail of another: such a name is on no list. */
  private static String bent(String head, String tail) {
    if (head.length() < 5
        || tail.length() < 5
        || head.indexOf(' ') >= 0
        || tail.indexOf(' ') >= 0) {
      return head;
    }
    return head.substring(0, 2 + head.length() / 3) + tail.substring(tail.length() / 2);
  }
}
