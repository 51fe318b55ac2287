package sample.app;

import com.sun.tools.attach.VirtualMachine;
import java.net.URI;
import java.net.http.HttpClient;
import sample.Client;

/** Attaches the agent to itself, when the libraries are in use already. */
public final class AttachLate {
  public static void main(String[] arguments) throws Exception {
    Client client = new Client();
    System.out.println(client.names(true));
    HttpClient http = HttpClient.newHttpClient();
    for (int i = 0; i < 2; i++) {
      VirtualMachine self = VirtualMachine.attach(String.valueOf(ProcessHandle.current().pid()));
      self.loadAgent(arguments[0], "log=info");
      self.detach();
    }
    System.out.println(client.names(true));
    UseHttp.send(http, URI.create("http://127.0.0.1:1/late"));
  }
}
