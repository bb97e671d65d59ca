package portage.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import portage.crypto.Sha256;
import portage.ipld.Cid;
import portage.jvm.MemoryStorage;
import portage.stream.ByteChunk;
import portage.stream.StorageBackend;
import portage.stream.StoredItem;
import portage.stream.StoredWriter;
import portage.transfer.BlobItem;
import portage.transfer.PlainBlobHash;

class KeptBlobsTest {
  private static final String DID = "did:plc:vrcrv2rgcpxhbxrdmuupcc4k";
  private static final byte[] BYTES = "a picture".getBytes();

  private final MemoryStorage storage = new MemoryStorage();
  private final BlobItem blob =
      new BlobItem(Cid.of(Cid.RAW, Sha256.hash(BYTES)), "app.bsky.feed.post/3kaaa", BYTES.length, "image/png");
  private final String name = KeptCopies.blobPrefix(DID) + blob.cid();
  private int opened;

  private KeptBlobs kept() {
    StorageBackend counted =
        (StorageBackend)
            java.lang.reflect.Proxy.newProxyInstance(
                StorageBackend.class.getClassLoader(), new Class<?>[] {StorageBackend.class},
                (proxy, method, arguments) -> {
                  opened += method.getName().equals("open") ? 1 : 0;
                  return method.invoke(storage, arguments);
                });
    return new KeptBlobs(counted, DID, PlainBlobHash::new);
  }

  private void keep(byte[] bytes) throws Exception {
    try (StoredWriter writer = storage.create(name)) {
      writer.write(new ByteChunk(bytes));
      writer.finish();
    }
  }

  @Test void wholeCopyIsToldWithItsSizeByOneLook() throws Exception {
    keep(BYTES);
    assertEquals(new KeptBlobs.Copy(KeptBlobs.Condition.WHOLE, BYTES.length), kept().look(blob));
    assertEquals(1, opened);
    StoredItem item = storage.open(name);
    assertNotNull(item, "it stays");
    item.close();
  }

  @Test void damagedCopyIsToldAndRemoved() throws Exception {
    byte[] damaged = BYTES.clone();
    damaged[3] ^= 1;
    keep(damaged);
    assertEquals(KeptBlobs.Condition.DAMAGED, kept().look(blob).condition());
    assertNull(storage.open(name));
    assertEquals(KeptBlobs.Condition.NOT_THERE, kept().look(blob).condition());
  }
}
