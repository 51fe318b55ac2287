package dev.cordon.benchmarks.scan;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What Cordon finds, as regular expressions that every engine here understands: the forms alone,
 * without the checksums, context words and boundaries that Cordon verifies beside them. The peers
 * so do less work than Cordon does.
 */
final class Patterns {
  private static final String[] GENERAL = {
    "[A-Za-z0-9._%+'-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,24}",
    "[A-Za-z0-9._-]+ ?[\\[(]at[\\])] ?[A-Za-z0-9-]+",
    "\\+[1-9][0-9]{0,2}[ .()-]{0,2}[0-9][0-9 .()-]{5,14}[0-9]",
    "\\(?[2-9][0-9]{2}\\)?[ .-][2-9][0-9]{2}[ .-][0-9]{4}\\b",
    "\\b0[0-9]{2,4}[ -][0-9]{3,4}[ -]?[0-9]{3,4}\\b",
    "\\b0[1-9]([ .-][0-9]{2}){4}\\b",
    "\\b[3-6][0-9]{3}[ -]?[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{3,4}\\b",
    "\\b3[47][0-9]{2}[ -]?[0-9]{6}[ -]?[0-9]{5}\\b",
    "\\b[A-Z]{2}[0-9]{2}[ -]?([A-Z0-9]{4}[ -]?){2,7}[A-Z0-9]{1,4}\\b",
    "\\b[0-9]{3}-[0-9]{2}-[0-9]{4}\\b",
    "\\b([0-9]{1,3}\\.){3}[0-9]{1,3}\\b",
    "\\b([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}\\b",
    "\\b[0-9a-fA-F]{1,4}(:[0-9a-fA-F]{1,4}){0,5}::[0-9a-fA-F]{1,4}",
    "\\b([0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}\\b",
    "[a-z][a-z0-9+.-]*://[^\\s:/@]+:[^\\s/@]+@",
    "\\b[13][1-9A-HJ-NP-Za-km-z]{25,34}\\b",
    "\\bbc1[02-9ac-hj-np-z]{11,71}\\b",
    "\\b0x[0-9a-fA-F]{40}\\b",
    "\\b[A-HJ-NPR-Z0-9]{17}\\b",
    "\\b[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{2,4}\\b",
    "\\b[0-9]{1,2}"
        + " (January|February|March|April|May|June|July|August|September|October|November|December)"
        + " [0-9]{4}\\b",
    "-?[0-9]{1,3}\\.[0-9]{3,}, ?-?[0-9]{1,3}\\.[0-9]{3,}",
    "\\b(AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\\b",
    "\\bsk-[A-Za-z0-9_-]{20,}",
    "\\bsk-ant-[A-Za-z0-9_-]{32,}",
    "\\bgh[pousr]_[A-Za-z0-9]{36}",
    "\\bgithub_pat_[A-Za-z0-9_]{22,}",
    "\\bglpat-[A-Za-z0-9_-]{20}",
    "\\bxox[abprs]-[A-Za-z0-9-]{10,}",
    "\\bAIza[A-Za-z0-9_-]{35}",
    "\\bSG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}",
    "\\bnpm_[A-Za-z0-9]{36}",
    "\\bpypi-[A-Za-z0-9_-]{50,}",
    "\\bhf_[A-Za-z0-9]{34}",
    "\\b[sr]k_(live|test)_[A-Za-z0-9]{16,}",
    "\\bdop_v1_[a-f0-9]{64}",
    "\\beyJ[A-Za-z0-9_-]+\\.eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+",
    "-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "(password|passwd|secret|token|api_?key)[\"']?[ ]*[:=][ ]*[\"']?[^\\s\"']{8,}",
  };

  private Patterns() {}

  static List<String> all() {
    Set<String> all = new LinkedHashSet<>(List.of(GENERAL));
    for (String[] columns : rows("/dev/cordon/engine/detect/national/identifiers.txt")) {
      if (columns.length > 6) {
        for (String shape : columns[6].split(",")) {
          all.add("\\b" + regex(shape) + "\\b");
        }
      }
    }
    for (String[] columns : rows("/dev/cordon/engine/detect/secret/secrets.txt")) {
      all.addAll(SecretPatterns.of(columns));
    }
    return new ArrayList<>(all);
  }

  private static List<String[]> rows(String list) {
    List<String[]> rows = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Patterns.class.getResourceAsStream(list), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#") && !line.startsWith(" ") && !line.isBlank()) {
          rows.add(line.split("\\|", -1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  private static String regex(String shape) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < shape.length(); ) {
      char c = shape.charAt(i);
      int count = 1;
      while (i + count < shape.length() && shape.charAt(i + count) == c) {
        count++;
      }
      regex.append(
          c == '9'
              ? "[0-9]"
              : c == 'A' ? "[A-Z]" : c == 'X' ? "[A-Z0-9]" : c == ' ' ? "[ .-]" : "\\" + c);
      regex.append(count > 1 ? "{" + count + "}" : "");
      i += count;
    }
    return regex.toString();
  }
}
