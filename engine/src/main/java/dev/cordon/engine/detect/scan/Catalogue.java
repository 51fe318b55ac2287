package dev.cordon.engine.detect.scan;

import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Writes the list of built-in types as a page: {@code docs/detectors.md} is its output. */
public final class Catalogue {
  private Catalogue() {}

  /** Returns the page, in Markdown. */
  public static String page() {
    List<DataType> types = Scanners.types();
    StringBuilder page = new StringBuilder();
    page.append("# What Cordon finds\n\n")
        .append(
            "Generated from the catalogue in the code; a test keeps it true. Every type can be named in the\n")
        .append(
            "policy (`docs/configuration.md`); `java -jar cordon-agent.jar scan` shows what is found in a text.\n\n")
        .append(
            "A confidence goes with every finding: 95 to 99 for structure with checksum or context, 80 to 90\n")
        .append(
            "for a strong form, 60 to 75 for a plausible one, 50 to 55 for a guess that is still wanted. Below\n")
        .append(
            "50 is reported only on request. Where findings overlap the higher confidence wins, then the\n")
        .append("longer, then the more specific type.\n\n")
        .append(
            "A type that is off by default stands in most texts and says little about anybody; it costs\n")
        .append(
            "nothing until the policy's `also_detect` or the command's `--also-detect` switches it on.\n\n")
        .append(
            "How many names and addresses are found, in which scripts, and what is found needlessly stands in\n")
        .append("`docs/detection-quality.md`.\n");
    Set<String> optional = Scanners.optional();
    for (DataClass dataClass : DataClass.values()) {
      section(page, dataClass, types, optional);
    }
    return page.toString();
  }

  private static void section(
      StringBuilder page, DataClass dataClass, List<DataType> types, Set<String> optional) {
    boolean open = false;
    for (DataType type : types) {
      if (type.dataClass() != dataClass) {
        continue;
      }
      if (!open) {
        page.append("\n## Class `").append(dataClass.id()).append("`\n\n");
        page.append(
            "| type | what | severity | token | default |\n| --- | --- | --- | --- | --- |\n");
        open = true;
      }
      page.append("| `").append(type.id()).append("` | ").append(type.title()).append(" | ");
      page.append(type.severity().name().toLowerCase(Locale.ROOT)).append(" | `");
      page.append(type.token()).append("_…` | ");
      page.append(optional.contains(type.id()) ? "off |\n" : "on |\n");
    }
  }
}
