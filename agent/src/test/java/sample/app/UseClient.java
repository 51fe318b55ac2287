package sample.app;

import java.util.List;
import sample.Client;
import sample.Unlucky;

/** An application that uses hooked libraries, and looks for what it should not see. */
public final class UseClient {
  public static void main(String[] arguments) {
    Client client = new Client();
    System.out.println(client.call("go", 2, 1.5, new int[] {4}, false));
    System.out.println(client.call("take", 2, 1.5, new int[] {4}, false));
    System.out.println(client.names(true));
    System.out.println(client.names(false));
    System.out.println(client.unlinked());
    System.out.println(new Unlucky().call());
    for (String name :
        List.of(
            "dev.cordon.engine.Gate",
            "dev.cordon.agent.weave.HookWeaver",
            "org.objectweb.asm.ClassReader",
            "org.snakeyaml.engine.v2.api.Load")) {
      try {
        System.out.println("visible: " + Class.forName(name));
      } catch (ClassNotFoundException e) {
        System.out.println("hidden");
      }
    }
  }
}
