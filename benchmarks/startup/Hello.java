/** The least that a program can do. */
public final class Hello {
  public static void main(String[] arguments) {
    System.out.println("hello");
  }
}
