package dev.cordon.engine.detect;

/**
 * How sure a finding is, 1 to 100: levels that detectors report, and that policies compare with
 * their {@code min_confidence}.
 */
public final class Confidence {
  /** The least that is reported: below it is noise. A policy may ask for more. */
  public static final int FLOOR = 40;

  /** A guess that is reported only on request. */
  public static final int DOUBTFUL = 45;

  /** The least that a policy acts on unless it says otherwise. */
  public static final int LIKELY = 50;

  /** A weak form, and something near that hints at it. */
  public static final int HINTED = 55;

  /** A form that other things have too. */
  public static final int PLAUSIBLE = 60;

  /** A form that other things have too, and a sign beside it. */
  public static final int POSSIBLE = 65;

  /** A form that few other things have. */
  public static final int PROBABLE = 70;

  /** A label or a setting speaks for it. */
  public static final int LABELLED = 75;

  /** A form that few other things have, and a label or its own notation. */
  public static final int SUPPORTED = 80;

  /** A check digit that one other number in ten passes, or a form as rare. */
  public static final int CHECKED = 85;

  /** A form that hardly anything else has. */
  public static final int STRONG = 90;

  /** A form that nothing else has, or one with the word for it. */
  public static final int SURE = 95;

  /** A checksum over many characters, or a form together with its label. */
  public static final int CERTAIN = 98;

  private Confidence() {}
}
