package portage.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import portage.jvm.MemoryStorage;
import portage.stream.ByteChunk;
import portage.stream.StoredWriter;

class KeptCopiesTest {
  private static final List<String> DIDS =
      List.of(
          "did:plc:ewvi7nxzyoun6zhxrhs64oiz", "did:plc:vrcrv2rgcpxhbxrdmuupcc4k", "did:web:a", "did:web:a-b",
          "did:web:a-b-c", "did:web:a.b", "did:web:localhost%3A2583", "did:web:localhost");

  private static void keep(MemoryStorage storage, String name) throws Exception {
    try (StoredWriter writer = storage.create(name)) {
      writer.write(new ByteChunk(new byte[] {1}));
      writer.finish();
    }
  }

  private static String groupOf(String name) {
    return name.substring(0, name.lastIndexOf('-') + 1);
  }

  @Test void accountsShareNoGroupOfFiles() {
    for (String one : DIDS) {
      for (String other : DIDS) {
        if (!one.equals(other)) {
          for (String name : List.of(KeptCopies.repoName(one), KeptCopies.blobPrefix(one) + "cid")) {
            assertFalse(name.startsWith(groupOf(KeptCopies.repoName(other))), one + " " + other);
            assertFalse(name.startsWith(KeptCopies.blobPrefix(other)), one + " " + other);
          }
        }
      }
    }
  }

  @Test void whatIsDeletedIsOneAccountsAlone() throws Exception {
    MemoryStorage storage = new MemoryStorage();
    for (String did : DIDS) {
      keep(storage, KeptCopies.repoName(did));
      keep(storage, KeptCopies.blobPrefix(did) + "bafkone");
    }
    int count = 2 * DIDS.size();
    for (String did : DIDS) {
      KeptCopies.delete(storage, did);
      count -= 2;
      assertEquals(count, storage.names("").size(), did);
    }
    assertTrue(storage.names("").isEmpty());
  }
}
