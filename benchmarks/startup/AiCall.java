import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;

/** A first AI call, end to end. */
public final class AiCall {
  public static void main(String[] arguments) {
    OpenAIClient client =
        OpenAIOkHttpClient.builder().baseUrl(arguments[0] + "/v1").apiKey("none").build();
    ChatCompletion answer =
        client
            .chat()
            .completions()
            .create(
                ChatCompletionCreateParams.builder()
                    .model("small")
                    .addUserMessage("Please write to jane.doe@example.com today.")
                    .build());
    System.out.println(answer.choices().get(0).message().content().orElse("nothing"));
    System.exit(0);
  }
}
