package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.detect.Shape;
import dev.cordon.engine.detect.ShapeDetector;

/** Dates of birth: a date in digits or with a month's name, under a word such as {@code born}. */
final class BirthDate implements ShapeDetector, LiteralDetector {
  private final DataType type;
  private final Context context;

  private BirthDate(DataType type, Context context) {
    this.type = type;
    this.context = context;
  }

  static void register(Registry registry) {
    DataType type =
        registry.type(
            "date_of_birth", DataClass.PERSONAL, Severity.MEDIUM, "BIRTHDATE", "Date of birth");
    Context context =
        registry.context(
            "born",
            "dob",
            "d.o.b",
            "d.o.b.",
            "date of birth",
            "birth date",
            "birthdate",
            "birthday",
            "birth",
            "birth day",
            "bday",
            "date birth",
            "født",
            "fødselsdato",
            "född",
            "födelsedatum",
            "syntynyt",
            "geboren",
            "geb",
            "geburtsdatum",
            "geburtstag",
            "né le",
            "née le",
            "date de naissance",
            "naissance",
            "nacido",
            "nacida",
            "nacimiento",
            "fecha de nacimiento",
            "nato il",
            "nata il",
            "data di nascita",
            "nascita",
            "nascido",
            "nascimento",
            "geboortedatum",
            "urodzony",
            "urodzona",
            "data urodzenia");
    BirthDate detector = new BirthDate(type, context);
    registry.shapes(
        detector,
        "9999-99-99",
        "9999/99/99",
        "9999.99.99",
        "9999 99 99",
        "99/99/9999",
        "99-99-9999",
        "99.99.9999",
        "99 99 9999",
        "9/9/9999",
        "9/99/9999",
        "99/9/9999",
        "9.9.9999",
        "9.99.9999",
        "99.9.9999",
        "99/99/99",
        "9/9/99",
        "9/99/99",
        "99/9/99",
        "99.99.99",
        "99-99-99",
        "99999999");
    registry.literals(
        detector, "(?i)jan", "(?i)feb", "(?i)mar", "(?i)apr", "(?i)may", "(?i)jun", "(?i)jul",
        "(?i)aug", "(?i)sep", "(?i)oct", "(?i)nov", "(?i)dec", "(?i)mai", "(?i)okt", "(?i)des",
        "(?i)dez", "(?i)fév", "(?i)avr", "(?i)aoû", "(?i)déc", "(?i)mär", "(?i)ene", "(?i)abr",
        "(?i)ago", "(?i)dic");
  }

  @Override
  public void found(Shape shape) {
    ScanText text = shape.text();
    if (text.has(context)
        && MonthAndDay.isDate(shape)
        && stands(text, shape.start(), shape.end())) {
      shape.report(type, 90);
    }
  }

  private boolean stands(ScanText text, int start, int end) {
    return text.near(context, start, end, 40, 24);
  }

  @Override
  public void found(ScanText text, int start, int end) {
    if (!text.has(context)) {
      return;
    }
    int word = end;
    while (word - start < 10 && (Ascii.isLetter(text.at(word)) || text.at(word) >= 0x80)) {
      word++;
    }
    int first = MonthAndDay.dayBefore(text, start);
    int last = first < start ? MonthAndDay.year(text, word) : MonthAndDay.dayAndYear(text, word);
    if (last > word && stands(text, first, last)) {
      text.report(type, first, last, 90);
    }
  }
}
