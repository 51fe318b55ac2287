import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Writes an image that holds nothing but the agent, as an OCI archive; no daemon and no network. Arguments: the agent's
 * jar, the file to write, the version, the time of the files, a folder for what is cached.
 */
public final class Image {
  private Image() {}

  public static void main(String[] args) throws Exception {
    Instant time = Instant.parse(args[3]);
    FileEntriesLayer agent =
        FileEntriesLayer.builder()
            .setName("agent")
            .addEntry(
                Path.of(args[0]),
                AbsoluteUnixPath.get("/cordon-agent.jar"),
                FilePermissions.fromOctalString("644"),
                time)
            .build();
    Path cache = Path.of(args[4]);
    Jib.fromScratch()
        .setFormat(ImageFormat.OCI)
        .setCreationTime(time)
        .addLabel("org.opencontainers.image.title", "cordon-agent")
        .addLabel("org.opencontainers.image.version", args[2])
        .addLabel("org.opencontainers.image.licenses", "Apache-2.0")
        .addFileEntriesLayer(agent)
        .containerize(
            Containerizer.to(TarImage.at(Path.of(args[1])).named("cordon-agent:" + args[2].toLowerCase()))
                .setOfflineMode(true)
                .setBaseImageLayersCache(cache)
                .setApplicationLayersCache(cache));
  }
}
