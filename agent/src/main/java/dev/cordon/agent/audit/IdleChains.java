package dev.cordon.agent.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The chains under a trail's name that no process writes any more: whoever writes one of the others
 * deletes what is too old in them, and writes what their last process left in the journal. Not
 * thread-safe.
 */
final class IdleChains {
  private final AuditSettings settings;
  private final String origin;

  IdleChains(AuditSettings settings, String origin) {
    this.settings = settings;
    this.origin = origin;
  }

  /** Looks after all chains but one's own. */
  void lookAfter(Path own) {
    for (Path chain : AuditFiles.chains(settings.file().toAbsolutePath())) {
      if (!chain.equals(own)) {
        try {
          lookAt(chain);
        } catch (IOException | RuntimeException | InternalError e) {
          continue; // another user's, say: one's own chain is written all the same
        }
      }
    }
  }

  private void lookAt(Path chain) throws IOException {
    if (isOlder(chain) || isWaiting(chain)) {
      try (ChainWriter idle = ChainWriter.open(settings, chain, origin)) {
        if (idle != null) {
          idle.purge();
        }
      }
    }
  }

  private boolean isOlder(Path chain) throws IOException {
    if (settings.retentionMillis() <= 0) {
      return false;
    }
    List<Path> files = AuditFiles.older(chain);
    Path oldest = files.isEmpty() ? chain : files.get(0);
    long limit = Clock.millis() - settings.retentionMillis();
    return Files.exists(oldest) && Files.getLastModifiedTime(oldest).toMillis() < limit;
  }

  private boolean isWaiting(Path chain) throws IOException {
    if (!Files.exists(AuditFiles.journal(chain))) {
      return false;
    }
    ChainHead.Position head = ChainHead.read(AuditFiles.head(chain), new HashChain(settings.key()));
    return head != null && AuditJournal.waiting(AuditFiles.journal(chain), head) > 0;
  }
}
