package dev.cordon.agent.cli;

import dev.cordon.engine.detect.DataType;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** JUnit's XML, which build servers show as tests: one that fails for each finding. */
final class JunitFindings extends FindingWriter {
  private final PrintStream out;
  private final List<String[]> failures = new ArrayList<String[]>();

  JunitFindings(boolean values, PrintStream out) {
    super(values);
    this.out = out;
  }

  @Override
  void write(Place place, DataType type, int confidence, @Nullable String value) {
    String where = place.file + ":" + place.line + ":" + place.column;
    String what = type.id() + " (" + place.length + " characters, confidence " + confidence + ")";
    failures.add(
        new String[] {place.file, where, type.id(), value == null ? what : what + ": " + value});
  }

  @Override
  void end() {
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out, "UTF-8");
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", "cordon scan");
      xml.writeAttribute("tests", Integer.toString(Math.max(1, failures.size())));
      xml.writeAttribute("failures", Integer.toString(failures.size()));
      xml.writeAttribute("errors", "0");
      if (failures.isEmpty()) {
        xml.writeEmptyElement("testcase");
        xml.writeAttribute("classname", "cordon.scan");
        xml.writeAttribute("name", "nothing found");
      }
      for (String[] failure : failures) {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", clean(failure[0]));
        xml.writeAttribute("name", clean(failure[1] + " " + failure[2]));
        xml.writeEmptyElement("failure");
        xml.writeAttribute("type", failure[2]);
        xml.writeAttribute("message", clean(failure[1] + " " + failure[3]));
        xml.writeEndElement();
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.flush();
      out.println();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("the XML can't be written", e);
    }
  }

  /** XML 1.0 has no way to write most control characters. */
  static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean allowed = c >= 0x20 || c == '\t' || c == '\n' || c == '\r';
      clean.append(allowed && c < 0xfffe && !lone(text, i) ? c : '\ufffd');
    }
    return clean.toString();
  }

  private static boolean lone(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }
}
