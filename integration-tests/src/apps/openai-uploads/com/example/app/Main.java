package com.example.app;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.MultipartField;
import com.openai.models.audio.AudioModel;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import com.openai.models.files.FileCreateParams;
import com.openai.models.files.FilePurpose;
import com.openai.models.images.ImageEditParams;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** An application that uploads with openai-java: everything that it sends as multipart. */
public final class Main {
  private static final byte[] SOUND = {'R', 'I', 'F', 'F', 0, 0, (byte) 0xff, (byte) 0xfe, 13, 10};

  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("transcription", a -> transcription(client(a[0]), a[1]))
        .add("imageEdit", a -> imageEdit(client(a[0]), a[1]))
        .add("file", a -> file(client(a[0]), a[1], a[2]))
        .serveAndExit();
  }

  private static OpenAIClient client(String baseUrl) {
    return OpenAIOkHttpClient.builder().baseUrl(baseUrl).apiKey("demo").build();
  }

  private static InputStream sound() {
    return new ByteArrayInputStream(SOUND);
  }

  private static String transcription(OpenAIClient client, String prompt) {
    TranscriptionCreateParams params =
        TranscriptionCreateParams.builder()
            .file(sound())
            .model(AudioModel.WHISPER_1)
            .prompt(prompt)
            .build();
    return client.audio().transcriptions().create(params).asTranscription().text();
  }

  private static String imageEdit(OpenAIClient client, String prompt) {
    ImageEditParams params =
        ImageEditParams.builder().image(sound()).model("gpt-image-1").prompt(prompt).build();
    return client.images().edit(params).data().get().get(0).revisedPrompt().get();
  }

  private static String file(OpenAIClient client, String name, String text) {
    MultipartField<InputStream> file =
        MultipartField.<InputStream>builder()
            .value(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
            .filename(name)
            .contentType("application/jsonl")
            .build();
    FileCreateParams params =
        FileCreateParams.builder().file(file).purpose(FilePurpose.BATCH).build();
    return client.files().create(params).filename();
  }
}
