package portage.transfer;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import portage.crypto.Sha256;
import portage.error.ErrorCode;
import portage.error.StreamingException;
import portage.ipld.Cid;
import portage.ipld.MalformedException;
import portage.jvm.MemoryItem;
import portage.stream.ByteChunk;

class BlobCheckTest {
  private static final byte[] BYTES = {1, 2, 3};

  private static void check(Cid wanted) throws StreamingException {
    BlobCheck check = new BlobCheck(wanted, "pds.example", new PlainBlobHash());
    check.push(new ByteChunk(BYTES));
    check.finish(new MemoryItem("blob", BYTES));
  }

  @Test void bytesOfTheCidPass() {
    assertDoesNotThrow(() -> check(Cid.of(Cid.RAW, Sha256.hash(BYTES))));
  }

  @Test void otherBytesAreCorrupt() {
    StreamingException refusal =
        assertThrows(StreamingException.class, () -> check(Cid.of(Cid.RAW, new byte[32])));
    assertEquals(ErrorCode.BLOB_CORRUPT, refusal.code());
  }

  /** A record may name anything; what cannot be checked does not count as moved. */
  @Test void cidOfAnotherHashIsCorruptWhateverArrives() throws MalformedException {
    byte[] sha512 = new byte[68];
    sha512[0] = 1;
    sha512[1] = Cid.RAW;
    sha512[2] = 0x13;
    sha512[3] = 64;
    Cid cid = Cid.fromBytes(sha512);
    StreamingException refusal = assertThrows(StreamingException.class, () -> check(cid));
    assertEquals(ErrorCode.BLOB_CORRUPT, refusal.code());
  }
}
