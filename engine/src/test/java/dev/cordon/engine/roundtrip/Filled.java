package dev.cordon.engine.roundtrip;

import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills the places of a {@link Sample} with contents. */
final class Filled {
  private static final Pattern PLACE = Pattern.compile("@[TNOR]");

  private final Contents contents;
  private final Random random;

  Filled(Contents contents, Random random) {
    this.contents = contents;
    this.random = random;
  }

  Marked marked(String template) {
    Marked filled = new Marked();
    Matcher place = PLACE.matcher(template);
    int at = 0;
    while (place.find()) {
      filled.literal(template.substring(at, place.start()));
      filled.add(
          switch (place.group()) {
            case "@T" -> contents.text().inString(random);
            case "@N" -> contents.document(0).inString(random);
            case "@O" -> contents.document(0);
            default -> contents.text();
          });
      at = place.end();
    }
    return filled.literal(template.substring(at));
  }
}
