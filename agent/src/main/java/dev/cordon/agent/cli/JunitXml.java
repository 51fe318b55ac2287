package dev.cordon.agent.cli;

import java.io.PrintStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes JUnit's XML, which build servers show as tests. Not thread-safe. */
final class JunitXml {
  /** Writes the tests of a suite. */
  interface Tests {
    void write(JunitXml xml) throws XMLStreamException;
  }

  private final XMLStreamWriter xml;

  private JunitXml(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /**
   * Writes a suite.
   *
   * @param out takes it
   * @param name the suite's name
   * @param count how many tests there are
   * @param failures how many of them failed
   * @param tests writes them
   */
  static void write(PrintStream out, String name, int count, int failures, Tests tests) {
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out, "UTF-8");
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", name);
      xml.writeAttribute("tests", Integer.toString(count));
      xml.writeAttribute("failures", Integer.toString(failures));
      xml.writeAttribute("errors", "0");
      tests.write(new JunitXml(xml));
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.flush();
      out.println();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("the XML can't be written", e);
    }
  }

  /** Begins a test, to be ended with {@link #end}. */
  void begin(String className, String name) throws XMLStreamException {
    xml.writeStartElement("testcase");
    named(className, name);
  }

  /** Writes a test that passed. */
  void passed(String className, String name) throws XMLStreamException {
    xml.writeEmptyElement("testcase");
    named(className, name);
  }

  private void named(String className, String name) throws XMLStreamException {
    xml.writeAttribute("classname", clean(className));
    xml.writeAttribute("name", clean(name));
  }

  /** Writes why the test that was begun failed. */
  void failure(String type, String message) throws XMLStreamException {
    xml.writeEmptyElement("failure");
    xml.writeAttribute("type", type);
    xml.writeAttribute("message", clean(message));
  }

  void end() throws XMLStreamException {
    xml.writeEndElement();
  }

  /** XML 1.0 has no way to write most control characters. */
  private static String clean(String text) {
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
