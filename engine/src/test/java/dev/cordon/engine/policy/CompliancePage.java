package dev.cordon.engine.policy;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Writes docs/compliance.md from the profiles. */
final class CompliancePage {
  private static final String BEGIN =
      """
      # Ready policies

      Generated from the profiles in the code; a test keeps it true. How a policy names them stands in
      [configuration.md](configuration.md#ready-policies); `policy explain` says which of these keys hold in
      a policy of yours.

      A profile is a start, not a certificate. Each key serves the clause that it names; no key fulfils it
      alone, and nothing here is legal advice. What a profile can't do stands behind each. Each has its
      tests, which a policy of yours can be held to: `policy test docs/profiles/NAME-tests.yaml`.

      """;

  private CompliancePage() {}

  static String text() {
    StringBuilder page = new StringBuilder(BEGIN);
    page.append("| profile | law or standard |\n| --- | --- |\n");
    for (String id : ProfileCatalogue.ids()) {
      Profile profile = ProfileCatalogue.profile(id);
      page.append("| [`").append(id).append("`](#").append(anchor(id)).append(") | ");
      page.append(profile.title()).append(", ").append(profile.text()).append(" |\n");
    }
    for (String id : ProfileCatalogue.ids()) {
      profile(page, ProfileCatalogue.profile(id));
    }
    return page.toString();
  }

  private static String anchor(String id) {
    return id.toLowerCase(Locale.ROOT);
  }

  private static void profile(StringBuilder page, Profile profile) {
    page.append("\n## ").append(profile.id()).append("\n\n");
    page.append(profile.title()).append(": [").append(profile.text()).append("](");
    page.append(profile.source()).append(").");
    for (String included : profile.includes()) {
      page.append(" Contains [`").append(included).append("`](#").append(included).append(").");
    }
    page.append("\n\n| clause | what the profile does | keys |\n| --- | --- | --- |\n");
    Map<String, StringBuilder> rows = new LinkedHashMap<>();
    for (Profile.Rule rule : profile.rules()) {
      String row = rule.clause() + " | " + rule.why();
      StringBuilder keys = rows.computeIfAbsent(row, r -> new StringBuilder());
      keys.append(keys.length() == 0 ? "" : "<br>");
      keys.append('`').append(rule.key()).append(": ").append(rule.value()).append('`');
    }
    rows.forEach((row, keys) -> page.append("| " + row + " | " + keys + " |\n"));
    if (!profile.expectations().isEmpty()) {
      page.append("\nWhat your file has to say itself; `policy check` names what it doesn't:\n\n");
      page.append("| clause | key | why |\n| --- | --- | --- |\n");
      for (Profile.Expectation expected : profile.expectations()) {
        page.append("| ").append(expected.clause()).append(" | `").append(expected.key());
        page.append('`').append(expected.what().substring(expected.key().length()));
        page.append(" | ").append(expected.why()).append(" |\n");
      }
    }
    page.append("\nWhat it can't do:\n\n");
    profile.limits().forEach(limit -> page.append("* ").append(limit).append('\n'));
  }
}
